import { uniqBy } from 'lodash';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { bodyOrThrow } from '../../shared/bodyOrThrow';
import { BY_ID } from '../../shared/byHand';
import { insteadOfList } from '../../shared/insteadOfList';
import { LIST_TIMEOUT_MS } from '../../shared/listTimeout';
import { matching } from '../../shared/matching';
import { exchangeWith } from '../../shared/request';
import type { Contact } from '../schemas/contact';
import { listContacts, searchContacts as findContacts } from '../transport/contacts';

const PAGE_SIZE = 50;

/** Who is listed before anything is typed: by the newest message, or else, where nobody wrote, all. */
const LISTS = {
	thisYear: { days: 365 },
	ever: { created_after: '1970-01-01T00:00:00.000Z' },
};

type ListName = keyof typeof LISTS;

const NO_CONTACT = {
	message: 'This Vambe account has no contacts yet',
	description: `Somebody becomes a contact by writing to one of your channels. ${BY_ID}`,
};

const LETTER = /\p{Letter}/u;
const DIGIT = /\d/;

/**
 * Contacts whose phone or email holds what was typed, or, among the newest, whose name does: Vambe
 * itself does not search names. Before anything is typed, those with the newest messages, page by
 * page. An empty list means that nobody has what was typed.
 */
export async function searchContacts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const exchange = exchangeWith(this, 'vambeApi', LIST_TIMEOUT_MS);
	const find = async (query: { phone?: string; email?: string }) =>
		bodyOrThrow(this, await findContacts(exchange)(query), BY_ID).map(toEntry);
	const page = async (list: ListName, offset: number): Promise<INodeListSearchResult> => {
		const query = { ...LISTS[list], limit: PAGE_SIZE, offset };
		const contacts = bodyOrThrow(this, await listContacts(exchange)(query), BY_ID);
		const isLast = contacts.length < PAGE_SIZE;
		return {
			results: contacts.map(toEntry),
			paginationToken: isLast ? undefined : `${list} ${offset + contacts.length}`,
		};
	};

	const typed = filter?.trim();
	if (typed?.includes('@')) return { results: await find({ email: typed }) };
	if (typed && LETTER.test(typed)) {
		const [found, newest] = await Promise.all([find({ email: typed }), page('thisYear', 0)]);
		return { results: uniqBy([...found, ...matching(newest.results, typed)], 'value') };
	}
	// Vambe refuses a phone without a digit, but whoever typed "+" is about to type one.
	if (typed) return { results: DIGIT.test(typed) ? await find({ phone: typed }) : [] };

	if (paginationToken) {
		const [list, offset] = paginationToken.split(' ') as [ListName, string];
		return await page(list, Number(offset));
	}
	const newest = await page('thisYear', 0);
	const first = newest.results.length > 0 ? newest : await page('ever', 0);
	if (first.results.length === 0) throw insteadOfList(this, NO_CONTACT);
	return first;
}

/** "Jane Doe (+56911112222, whatsapp)": the same person is a contact of its own on each channel. */
const toEntry = ({ id, name, phone, email, platform }: Contact) => {
	const known = [phone ?? email, platform].filter(Boolean).join(', ');
	return { name: known ? `${String(name || id)} (${known})` : String(name || id), value: id };
};
