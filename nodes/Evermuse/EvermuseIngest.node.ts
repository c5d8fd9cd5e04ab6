import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { brakeOf } from '../shared/brakeOf';
import { failInstead } from '../shared/failInstead';
import { failureOf } from '../shared/logic/readReply';
import { EVERMUSE } from './advice';
import { ingestForm } from './descriptions/ingestForm';
import { submitFiles } from './operations/submitFiles';
import { submitRecords } from './operations/submitRecords';
import { validateFiles } from './operations/validateFiles';
import { validateRecords } from './operations/validateRecords';
import { readIngestOptions } from './parameters/readIngestOptions';

const OPERATIONS = {
	ingest: { fromFiles: submitFiles, fromItems: submitRecords },
	validate: { fromFiles: validateFiles, fromItems: validateRecords },
};

export class EvermuseIngest implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Evermuse Ingest',
		name: 'evermuseIngest',
		icon: { light: 'file:evermuse.svg', dark: 'file:evermuse.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] === "validate" ? "Check records" : "Submit records" }}',
		description: 'Submits records to Evermuse in bulk and says of each what became of it',
		defaults: { name: 'Evermuse Ingest' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'evermuseApi',
				required: true,
				displayOptions: { show: { operation: ['ingest'] } },
			},
		],
		properties: ingestForm,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getInputData().length === 0) return [[]];
		return await failInstead(this, unclear, async () => {
			const operation = this.getNodeParameter('operation', 0) as keyof typeof OPERATIONS;
			const { fromFiles, fromItems } = OPERATIONS[operation];
			const isFile = this.getNodeParameter('recordSource', 0) === 'file';
			const work = isFile ? fromFiles : fromItems;
			return [await work(this, readIngestOptions(this), brakeOf(this, EVERMUSE))];
		});
	}
}

const unclear = (message: string) => failureOf(EVERMUSE, 'UNCONFIRMED', 'unsure', message);
