import type { FailedReply, Send } from '../../shared/logic/reply';
import type { BatchList, BatchStatus } from '../schemas/batchStatus';
import { createdAtMs } from './batchState';

const PAGE_SIZE = 100;

/** The most pages that one search reads: 100,000 batches. */
const MAX_PAGES = 1_000;

export interface BatchFilter {
	/** How many to return at most. */
	limit: number;
	/** Any of these states; all if empty. */
	statuses: readonly string[];
	type?: string;
	/** Milliseconds since the epoch. */
	createdAfterMs?: number;
}

/** What was found; `reply` is why the search ended early, `capped` whether our own limit ended it. */
export interface FoundBatches {
	batches: BatchStatus[];
	reply?: FailedReply;
	capped: boolean;
}

/**
 * Reads the list of batches page by page, newest first, and keeps what the filter lets through.
 * Evermuse cannot filter. As the order is by time, the first batch that is too old ends the search.
 */
export async function findBatches(
	list: Send<{ limit: number; cursor?: string }, BatchList>,
	{ limit, statuses, type, createdAfterMs = -Infinity }: BatchFilter,
): Promise<FoundBatches> {
	const batches: BatchStatus[] = [];
	let cursor: string | undefined;
	for (let page = 0; page < MAX_PAGES; page++) {
		const reply = await list({ limit: PAGE_SIZE, cursor });
		if (reply.kind !== 'done') return { batches, reply, capped: false };
		for (const batch of reply.body.batches) {
			if (createdAtMs(batch) <= createdAfterMs) return { batches, capped: false };
			const fits =
				(statuses.length === 0 || statuses.includes(batch.status)) &&
				(type === undefined || batch.type === type);
			if (fits) batches.push(batch);
			if (batches.length >= limit) return { batches, capped: false };
		}
		const next = reply.body.nextCursor ?? undefined;
		// A cursor that leads to itself would lead on for ever.
		if (next === undefined || next === cursor) return { batches, capped: false };
		cursor = next;
	}
	return { batches, capped: true };
}
