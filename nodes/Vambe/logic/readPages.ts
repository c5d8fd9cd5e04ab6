import type { FailedReply, Send } from '../../shared/logic/reply';
import type { Contact } from '../schemas/contact';

export const PAGE_SIZE = 50;

/** An end for a list that never ends, far beyond what one run should hold in memory. */
export const MAX_PAGES = 1_000;

export interface Stretch {
	limit: number;
	offset: number;
}

export interface AllPages {
	kind: 'done';
	contacts: Contact[];
	/** Whether the reading ended at `MAX_PAGES`, so that there may be more. */
	isCut: boolean;
}

/**
 * Reads contacts page by page, until there are `limit` of them or no more.
 *
 * The end is a page that is not full, or one that brings nobody new: a service that does not know
 * `offset` gives the same page for ever. A contact that moves to a later page meanwhile comes once.
 *
 * @returns all of them, or the reply that ended the reading: half a list is none
 */
export async function readPages(
	send: Send<Stretch, Contact[]>,
	limit: number,
): Promise<AllPages | FailedReply> {
	const found = new Map<string, Contact>();
	const all = (isCut: boolean): AllPages => ({
		kind: 'done',
		contacts: [...found.values()].slice(0, limit),
		isCut,
	});
	let offset = 0;
	for (let page = 0; page < MAX_PAGES; page++) {
		const asked = Math.min(PAGE_SIZE, limit - found.size);
		const reply = await send({ limit: asked, offset });
		if (reply.kind !== 'done') return reply;

		const before = found.size;
		for (const contact of reply.body) found.set(contact.id, contact);
		offset += reply.body.length;
		const isLast = reply.body.length < asked || found.size === before || found.size >= limit;
		if (isLast) return all(false);
	}
	return all(true);
}
