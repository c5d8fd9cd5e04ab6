import type { INodeExecutionData } from 'n8n-workflow';
import type { SentSummary } from './logic/summarizeSent';
import type { Waited } from './logic/batchWait';

/**
 * The batches that Evermuse took as output items, each paired with the input items that are in it.
 *
 * @param waits of the batches that were waited for, by their IDs
 */
export const toBatchItems = (
	sent: readonly SentSummary[],
	waits: ReadonlyMap<string, Waited>,
): INodeExecutionData[] =>
	sent.flatMap(({ items, recordCount, bytes, reply, idempotencyKey }) => {
		if (reply.kind !== 'done') return [];
		const { batchId, acceptedCount, rejectedCount } = reply.body;
		return {
			json: {
				batchId,
				status: lastStatus(waits.get(batchId)) ?? 'accepted',
				recordCount,
				acceptedCount,
				rejectedCount,
				bytes,
				attempts: reply.attempts,
				idempotencyKey,
			},
			pairedItem: items.map((item) => ({ item })),
		};
	});

/** What Evermuse last said of the batch. */
function lastStatus(waited: Waited | undefined): string | undefined {
	if (waited?.kind === 'finished') return waited.batch.status;
	return waited?.kind === 'ranOut' ? waited.last?.status : undefined;
}
