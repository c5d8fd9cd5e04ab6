import type { IExecuteFunctions } from 'n8n-workflow';
import type { ItemResult, Json } from '../../shared/logic/itemResult';
import { exchangeWith } from '../../shared/request';
import { waitUnlessCancelled } from '../../shared/waitUnlessCancelled';
import { monotonicNow } from '../../shared/waitingOf';
import { awaitBatches } from '../logic/awaitBatches';
import { describeBatch } from '../logic/batchState';
import { fateAfterWait } from '../logic/fateAfterWait';
import { NOT_HEARD_OF } from '../logic/batchWait';
import { readBatchIds } from '../parameters/readBatchIds';
import { readWaitPlan } from '../parameters/readIngestOptions';
import { getBatch } from '../transport/batches';

const TIMEOUT_MS = 30_000;

/** Wait Until Finished: all items wait together, and a batch that several items name is asked for once. */
export async function waitForBatches(context: IExecuteFunctions): Promise<ItemResult[]> {
	const get = getBatch(exchangeWith(context, 'evermuseApi', TIMEOUT_MS));
	const clock = { now: monotonicNow, wait: waitUnlessCancelled(context) };
	const plan = readWaitPlan({
		pollSeconds: context.getNodeParameter('pollSeconds', 0),
		waitMinutes: context.getNodeParameter('waitMinutes', 0),
		waitForAttachments: context.getNodeParameter('waitForAttachments', 0),
	});
	const { onFailed } = context.getNodeParameter('options', 0, {}) as Json;

	const { batchIds, invalid } = readBatchIds(context);
	const waits = await awaitBatches(
		batchIds.map(({ batchId }) => batchId),
		get,
		plan,
		clock,
	);
	const results = batchIds.map(({ itemIndex, batchId }): ItemResult => {
		const waited = waits.get(batchId) ?? NOT_HEARD_OF;
		const fate = fateAfterWait(waited, batchId);
		if (fate.ok) return { itemIndex, ok: true, json: describeBatch(fate.batch) };
		return waited.kind === 'finished' && onFailed === 'continue'
			? { itemIndex, ok: true, json: describeBatch(waited.batch) }
			: { itemIndex, ...fate };
	});
	return [...invalid, ...results];
}
