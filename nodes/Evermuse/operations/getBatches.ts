import type { IExecuteFunctions } from 'n8n-workflow';
import { inOrder } from '../../shared/logic/inOrder';
import type { ItemResult } from '../../shared/logic/itemResult';
import { describeBatch } from '../logic/batchState';
import { readBatchIds } from '../parameters/readBatchIds';
import { patientBatches } from '../transport/patientBatches';

/** How many batches are read side by side. */
const READERS = 5;

/** Get: each item's batch as it is now. */
export async function getBatches(context: IExecuteFunctions): Promise<ItemResult[]> {
	const { get } = patientBatches(context);
	const { batchIds, invalid } = readBatchIds(context);
	const results = await inOrder(batchIds, READERS, async ({ itemIndex, batchId }) => {
		const reply = await get(batchId);
		return reply.kind === 'done'
			? { itemIndex, ok: true as const, json: describeBatch(reply.body) }
			: { itemIndex, ok: false as const, failure: { ...reply.failure, batchId } };
	});
	return [...invalid, ...results.filter((result) => result !== undefined)];
}
