import type { IExecuteFunctions } from 'n8n-workflow';
import { memoize } from 'lodash';
import type { ItemResult, Json } from '../../shared/logic/itemResult';
import { exchangeWith } from '../../shared/request';
import { waitUnlessCancelled } from '../../shared/waitUnlessCancelled';
import { fateAfterWait } from '../logic/awaitBatches';
import { describeBatch } from '../logic/batchState';
import { waitForBatch } from '../logic/waitForBatch';
import { readBatchIds } from '../parameters/readBatchIds';
import { readWaitPlan } from '../parameters/readIngestOptions';
import { getBatch } from '../transport/batches';

const TIMEOUT_MS = 30_000;

/** Wait Until Finished: all items wait together, and a batch that several items name is asked for once. */
export async function waitForBatches(context: IExecuteFunctions): Promise<ItemResult[]> {
	const get = getBatch(exchangeWith(context, 'evermuseApi', TIMEOUT_MS));
	const clock = { now: () => performance.now(), wait: waitUnlessCancelled(context) };
	const plan = readWaitPlan({
		pollSeconds: context.getNodeParameter('pollSeconds', 0),
		waitMinutes: context.getNodeParameter('waitMinutes', 0),
		waitForAttachments: context.getNodeParameter('waitForAttachments', 0),
	});
	const { onFailed } = context.getNodeParameter('options', 0, {}) as Json;
	const waitFor = memoize((batchId: string) => waitForBatch(batchId, get, plan, clock));

	const { batchIds, invalid } = readBatchIds(context);
	const results = await Promise.all(
		batchIds.map(async ({ itemIndex, batchId }): Promise<ItemResult> => {
			const waited = await waitFor(batchId);
			const fate = fateAfterWait(waited, batchId);
			if (fate.ok) return { itemIndex, ok: true, json: describeBatch(fate.batch) };
			return waited.kind === 'finished' && onFailed === 'continue'
				? { itemIndex, ok: true, json: describeBatch(waited.batch) }
				: { itemIndex, ...fate };
		}),
	);
	return [...invalid, ...results];
}
