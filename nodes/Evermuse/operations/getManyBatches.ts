import type { IExecuteFunctions } from 'n8n-workflow';
import type { ItemResult, Json } from '../../shared/logic/itemResult';
import { readInstant } from '../../shared/logic/readInstant';
import { readNumber } from '../../shared/logic/readNumber';
import { failureOf } from '../../shared/logic/readReply';
import { EVERMUSE } from '../advice';
import { describeBatch } from '../logic/batchState';
import { findBatches } from '../logic/findBatches';
import { patientBatches } from '../transport/patientBatches';

/** Get Many: the batches that each item's filters let through. */
export async function getManyBatches(context: IExecuteFunctions): Promise<ItemResult[]> {
	const { list } = patientBatches(context);
	const results: ItemResult[] = [];
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		const filters = context.getNodeParameter('filters', itemIndex, {}) as Json;
		const after = filters.createdAfter
			? readInstant(filters.createdAfter, context.getTimezone())
			: undefined;
		if (after && 'reason' in after) {
			const message = `'Created After' ${after.reason}`;
			const failure = failureOf(EVERMUSE, 'REJECTED', 'rejected', message, {
				description: 'Choose a date and time, or use an expression that gives one.',
			});
			results.push({ itemIndex, ok: false, failure });
			continue;
		}
		const limit = context.getNodeParameter('returnAll', itemIndex)
			? Infinity
			: readNumber(context.getNodeParameter('limit', itemIndex), 50, 1);
		const found = await findBatches(list, {
			limit,
			statuses: [filters.status ?? []].flat() as string[],
			type: filters.type as string | undefined,
			createdAfterMs: after?.ms,
		});
		for (const batch of found.batches) {
			results.push({ itemIndex, ok: true, json: describeBatch(batch) });
		}
		if (found.reply) results.push({ itemIndex, ok: false, failure: found.reply.failure });
		if (found.capped) {
			const message = `Only the newest ${found.batches.length} batches were read: there are more than one search reads`;
			context.addExecutionHints({ message, location: 'outputPane' });
		}
	}
	return results;
}
