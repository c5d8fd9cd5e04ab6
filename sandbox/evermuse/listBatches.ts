import { Refusal } from '../refusal';
import type { StoredBatch } from '../ledger';

/** A page of batches, the newest first, and the cursor of the next page or `null` at the end. */
export function listBatches(
	batches: StoredBatch[],
	{ limit, cursor }: { limit: number; cursor?: string },
) {
	const end = cursor === undefined ? batches.length : positionOf(batches, cursor);
	const start = Math.max(0, end - limit);
	return {
		page: batches.slice(start, end).reverse(),
		nextCursor: start === 0 ? null : cursorAt(batches[start]),
	};
}

/** Names the batch, not its position: batches that arrive between two pages move nothing. */
const cursorAt = ({ batchId }: StoredBatch) =>
	Buffer.from(`before ${batchId}`).toString('base64url');

function positionOf(batches: StoredBatch[], cursor: string): number {
	const position = batches.findIndex((batch) => cursorAt(batch) === cursor);
	if (position === -1)
		throw new Refusal(400, 'The cursor is not one of this list', { code: 'INVALID_CURSOR' });
	return position;
}
