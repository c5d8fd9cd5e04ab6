import type { Send } from '../../shared/logic/reply';
import type { Contact } from '../schemas/contact';
import type { Page, Place } from './readPages';

export const PAGE_SIZE = 50;

export interface Stretch {
	limit: number;
	offset: number;
}

/** The list of contacts as pages. Vambe does not say whether there are more, but a short page is the last. */
export const contactPages =
	(list: Send<Stretch, Contact[]>): Send<Place, Page<Contact>> =>
	async ({ offset, wanted }) => {
		const limit = Math.min(PAGE_SIZE, wanted);
		const reply = await list({ limit, offset });
		if (reply.kind !== 'done') return reply;
		const rows = reply.body;
		return { kind: 'done', body: { rows, hasMore: rows.length < limit ? false : undefined } };
	};
