import type { Exchange } from '../../shared/logic/exchange';
import { failureOf } from '../../shared/logic/readReply';
import type { Reply, Send } from '../../shared/logic/reply';
import type { Exchanger } from '../../shared/request';
import { VAMBE } from '../advice';
import type { Stretch } from '../logic/contactPages';
import type { ContactQuery } from '../logic/readContactFilters';
import type { Page } from '../logic/readPages';
import type { Contact } from '../schemas/contact';
import { contactListSchema, contactSchema } from '../schemas/contact';
import type { Message, MessagePage } from '../schemas/message';
import { messagePageSchema } from '../schemas/message';
import { isNotFound } from './isNotFound';
import { readAnswer } from './readAnswer';

// The answer as it is, not zod's copy of it, so that nothing is added, lost or moved.
const readContact = (body: unknown) =>
	contactSchema.safeParse(body).success ? (body as Contact) : undefined;

const readContacts = (body: unknown) =>
	contactListSchema.safeParse(body).success ? (body as Contact[]) : undefined;

function readMessages(body: unknown): Page<Message> | undefined {
	if (!messagePageSchema.safeParse(body).success) return undefined;
	const { messages, hasMore } = body as MessagePage;
	return { rows: messages, hasMore: hasMore ?? undefined };
}

/** What became of a request about one contact, which there may not be. */
function readAnswerAbout<Body>(
	contactId: string,
	answer: Exchange,
	readBody: (body: unknown) => Body | undefined,
): Reply<Body> {
	if (!isNotFound(answer)) return readAnswer(answer, readBody);
	const message = `Vambe has no contact with the ID ${contactId}`;
	const failure = failureOf(VAMBE, 'NOT_FOUND', 'rejected', message, { status: 404 });
	return { kind: 'refused', failure };
}

/** `GET /api/public/contact/{aiContactId}/info`: everything about one contact. */
export const getContact =
	(exchange: Exchanger): Send<string, Contact> =>
	async (contactId) =>
		readAnswerAbout(
			contactId,
			await exchange({
				method: 'GET',
				path: `/api/public/contact/${encodeURIComponent(contactId)}/info`,
			}),
			readContact,
		);

/** `GET /api/public/contact/v2/{aiContactId}/messages`: one page of a contact's messages, from 1. */
export const listMessages =
	(exchange: Exchanger): Send<{ contactId: string; page: number }, Page<Message>> =>
	async ({ contactId, page }) =>
		readAnswerAbout(
			contactId,
			await exchange({
				method: 'GET',
				path: `/api/public/contact/v2/${encodeURIComponent(contactId)}/messages`,
				query: { page },
			}),
			readMessages,
		);

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
