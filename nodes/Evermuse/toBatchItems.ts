import type { INodeExecutionData } from 'n8n-workflow';
import type { DeliveredBatch } from './logic/deliverBatches';

/** The batches that Evermuse took as output items, each paired with the input items that are in it. */
export const toBatchItems = (delivered: readonly DeliveredBatch[]): INodeExecutionData[] =>
	delivered.flatMap(({ batch, reply, status, idempotencyKey }) => {
		if (reply?.kind !== 'done') return [];
		const { batchId, acceptedCount, rejectedCount } = reply.body;
		const items = new Set(batch.records.map(({ itemIndex }) => itemIndex));
		return {
			json: {
				batchId,
				status: status ?? 'accepted',
				recordCount: batch.records.length,
				acceptedCount,
				rejectedCount,
				bytes: batch.bytes,
				attempts: reply.attempts,
				idempotencyKey,
			},
			pairedItem: Array.from(items, (item) => ({ item })),
		};
	});
