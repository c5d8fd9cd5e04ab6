import { failureOf } from '../../shared/logic/readReply';
import type { Send } from '../../shared/logic/reply';
import type { Exchanger } from '../../shared/request';
import { VAMBE } from '../advice';
import type { ContactQuery } from '../logic/readContactFilters';
import type { Stretch } from '../logic/readPages';
import type { Contact } from '../schemas/contact';
import { contactListSchema, contactSchema } from '../schemas/contact';
import { isNotFound } from './isNotFound';
import { readAnswer } from './readAnswer';

// The answer as it is, not zod's copy of it, so that nothing is added, lost or moved.
const readContact = (body: unknown) =>
	contactSchema.safeParse(body).success ? (body as Contact) : undefined;

const readContacts = (body: unknown) =>
	contactListSchema.safeParse(body).success ? (body as Contact[]) : undefined;

/** `GET /api/public/contact/{aiContactId}/info`: everything about one contact. */
export const getContact =
	(exchange: Exchanger): Send<string, Contact> =>
	async (contactId) => {
		const answer = await exchange({
			method: 'GET',
			path: `/api/public/contact/${encodeURIComponent(contactId)}/info`,
		});
		if (isNotFound(answer)) {
			const message = `Vambe has no contact with the ID ${contactId}`;
			const failure = failureOf(VAMBE, 'NOT_FOUND', 'rejected', message, { status: 404 });
			return { kind: 'refused', failure };
		}
		return readAnswer(answer, readContact);
	};

/** `GET /api/public/contacts`: one page of the contacts of a time. */
export const listContacts =
	(exchange: Exchanger): Send<ContactQuery & Stretch, Contact[]> =>
	async (page) =>
		readAnswer(
			await exchange({ method: 'GET', path: '/api/public/contacts', query: { ...page } }),
			readContacts,
		);

/** `GET /api/public/contacts/search`: up to 50 contacts by a part of their phone or email. */
export const searchContacts =
	(exchange: Exchanger): Send<{ phone?: string; email?: string }, Contact[]> =>
	async (query) =>
		readAnswer(
			await exchange({ method: 'GET', path: '/api/public/contacts/search', query }),
			readContacts,
		);
