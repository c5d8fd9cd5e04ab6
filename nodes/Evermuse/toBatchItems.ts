import type { INodeExecutionData } from 'n8n-workflow';
import type { BatchFate } from './logic/awaitBatches';
import type { SentBatch } from './logic/deliverBatch';

/**
 * The batches that Evermuse took as output items, each paired with the input items that are in it.
 *
 * @param fates of the batches that were waited for
 */
export const toBatchItems = (
	sent: readonly SentBatch[],
	fates: ReadonlyMap<string, BatchFate>,
): INodeExecutionData[] =>
	sent.flatMap(({ records, bytes, reply, idempotencyKey }) => {
		if (reply.kind !== 'done') return [];
		const { batchId, acceptedCount, rejectedCount } = reply.body;
		const fate = fates.get(batchId);
		const items = new Set(records.map(({ itemIndex }) => itemIndex));
		return {
			json: {
				batchId,
				status: fate?.ok ? fate.batch.status : 'accepted',
				recordCount: records.length,
				acceptedCount,
				rejectedCount,
				bytes,
				attempts: reply.attempts,
				idempotencyKey,
			},
			pairedItem: Array.from(items, (item) => ({ item })),
		};
	});
