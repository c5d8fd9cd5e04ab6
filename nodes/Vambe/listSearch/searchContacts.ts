import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { exchangeWith } from '../../shared/request';
import type { Contact } from '../schemas/contact';
import { listContacts, searchContacts as findContacts } from '../transport/contacts';
import { bodyOrThrow } from '../../shared/bodyOrThrow';
import { LIST_TIMEOUT_MS } from './listTimeout';

const NEWEST_DAYS = 30;
const PAGE_SIZE = 50;

const EMAIL_HAS = /[@\p{Letter}]/u;

/**
 * Contacts whose phone or email holds what was typed; before anything is typed, those with the newest
 * messages, page by page. An empty list means there are none.
 */
export async function searchContacts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const exchange = exchangeWith(this, 'vambeApi', LIST_TIMEOUT_MS);
	const typed = filter?.trim();
	if (typed) {
		const query = EMAIL_HAS.test(typed) ? { email: typed } : { phone: typed };
		const found = bodyOrThrow(this, await findContacts(exchange)(query));
		return { results: found.map(toEntry) };
	}
	const offset = Number(paginationToken ?? 0);
	const page = { days: NEWEST_DAYS, limit: PAGE_SIZE, offset };
	const newest = bodyOrThrow(this, await listContacts(exchange)(page));
	const isLast = newest.length < PAGE_SIZE;
	return {
		results: newest.map(toEntry),
		paginationToken: isLast ? undefined : String(offset + newest.length),
	};
}

/** "Jane Doe (+56911112222, whatsapp)": the same person is a contact of its own on each channel. */
const toEntry = ({ id, name, phone, email, platform }: Contact) => {
	const known = [phone ?? email, platform].filter(Boolean).join(', ');
	return { name: `${String(name || id)} (${known})`, value: id };
};
