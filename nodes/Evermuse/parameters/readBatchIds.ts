import type { IExecuteFunctions } from 'n8n-workflow';
import type { ItemResult } from '../../shared/logic/itemResult';
import { failureOf } from '../../shared/logic/readReply';
import { EVERMUSE } from '../advice';

const MAX_ID_LENGTH = 128;

/** The batch that each input item names. */
export function readBatchIds(context: IExecuteFunctions): {
	batchIds: Array<{ itemIndex: number; batchId: string }>;
	invalid: ItemResult[];
} {
	const batchIds: Array<{ itemIndex: number; batchId: string }> = [];
	const invalid: ItemResult[] = [];
	context.getInputData().forEach((_item, itemIndex) => {
		const value = context.getNodeParameter('batch', itemIndex, '', { extractValue: true });
		const isId = typeof value === 'string' || typeof value === 'number';
		const batchId = isId ? String(value).trim() : '';
		if (batchId !== '' && batchId.length <= MAX_ID_LENGTH) {
			batchIds.push({ itemIndex, batchId });
			return;
		}
		const message =
			batchId === '' ? "'Batch' is empty" : `'Batch' has more than ${MAX_ID_LENGTH} characters`;
		const failure = failureOf(EVERMUSE, 'REJECTED', 'rejected', message, {
			description:
				'Choose a batch from the list, or use the batch ID that Evermuse Ingest gives out, e.g. {{ $json.batchId }}.',
		});
		invalid.push({ itemIndex, ok: false, failure });
	});
	return { batchIds, invalid };
}
