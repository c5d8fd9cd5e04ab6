import { groupBy } from 'lodash';
import type { Brake } from '../../shared/logic/brake';
import { inOrder } from '../../shared/logic/inOrder';
import type { ItemResult, Json } from '../../shared/logic/itemResult';
import { notSentBecause } from '../../shared/logic/notSentBecause';
import type { Failure, Send } from '../../shared/logic/reply';
import { workThrough } from '../../shared/logic/workThrough';
import { VAMBE } from '../advice';
import type { ContactUpsert } from '../schemas/contactUpsert';
import { identityOf } from './identityOf';

/** How many contacts are written side by side. */
const CONCURRENCY = 4;

/** A contact to create or update, with the place of its input item. */
export interface AddressedUpsert {
	itemIndex: number;
	contact: ContactUpsert;
}

/**
 * Writes contacts, one request for each item, and says of each what became of it.
 *
 * Items of the same contact go one after the other, in input order: side by side, each would find
 * nobody and create one, and the last one would not win. For the same reason none goes after one that
 * got no clear answer: it may still be under way.
 */
export async function deliverUpserts(
	upserts: readonly AddressedUpsert[],
	send: Send<ContactUpsert, Json>,
	brake: Brake,
): Promise<ItemResult[]> {
	const contacts = Object.values(groupBy(upserts, ({ contact }) => identityOf(contact)));
	const written = await inOrder(contacts, CONCURRENCY, async (items) => {
		let inDoubt: Failure | undefined;
		return await workThrough(items, 1, brake, async ({ itemIndex, contact }) => {
			if (inDoubt) return [{ itemIndex, ok: false, failure: notSentBecause(VAMBE, inDoubt) }];
			const reply = await send(contact);
			if (reply.kind === 'done') return [{ itemIndex, ok: true, json: reply.body }];
			const { failure } = reply;
			if (failure.outcome === 'unsure') inDoubt = failure;
			return [{ itemIndex, ok: false, failure }];
		});
	});
	return written.flatMap((results) => results ?? []);
}
