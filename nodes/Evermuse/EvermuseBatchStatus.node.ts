import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { failInstead } from '../shared/failInstead';
import { failureOf } from '../shared/logic/readReply';
import { stopAtFailure } from '../shared/stopAtFailure';
import { toOutputItems } from '../shared/toOutputItems';
import { EVERMUSE } from './advice';
import { batchStatusForm } from './descriptions/batchStatusForm';
import { searchBatches } from './listSearch/searchBatches';
import { getBatches } from './operations/getBatches';
import { getManyBatches } from './operations/getManyBatches';
import { waitForBatches } from './operations/waitForBatches';

const OPERATIONS = { get: getBatches, getAll: getManyBatches, wait: waitForBatches };

export class EvermuseBatchStatus implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Evermuse Batch Status',
		name: 'evermuseBatchStatus',
		icon: { light: 'file:evermuse.svg', dark: 'file:evermuse.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle:
			'={{ { get: "Get batch", getAll: "Get many batches", wait: "Wait until finished" }[$parameter["operation"]] }}',
		description: 'Follows batches of records until Evermuse has processed them',
		defaults: { name: 'Evermuse Batch Status' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'evermuseApi', required: true }],
		properties: batchStatusForm,
	};

	methods = { listSearch: { searchBatches } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await failInstead(this, notAsked, async () => {
			const operation = this.getNodeParameter('operation', 0) as keyof typeof OPERATIONS;
			const results = await OPERATIONS[operation](this);
			stopAtFailure(this, results);
			return [toOutputItems(this, results)];
		});
	}
}

const notAsked = (message: string) => failureOf(EVERMUSE, 'NOT_SENT', 'notSent', message);
