import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { stopAtFailure } from '../shared/stopAtFailure';
import { toOutputItems } from '../shared/toOutputItems';
import { VAMBE } from './advice';
import { brakeOf } from '../shared/brakeOf';
import { contactForm } from './descriptions/contactForm';
import { searchContacts } from './listSearch/searchContacts';
import { searchPipelines } from './listSearch/searchPipelines';
import { searchStages } from './listSearch/searchStages';
import { workThrough } from '../shared/logic/workThrough';
import { get } from './operations/get';
import { getAll } from './operations/getAll';
import { search } from './operations/search';
import { settle } from './operations/settle';
import { patientContacts } from './transport/patientContacts';

const OPERATIONS = { get, getAll, search };

/** How many input items are worked on side by side. */
const CONCURRENCY = 4;

export class VambeContact implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Vambe Contact',
		name: 'vambeContact',
		icon: { light: 'file:vambe.svg', dark: 'file:vambe.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle:
			'={{ { get: "Get contact", getAll: "Get many contacts", search: "Search contacts" }[$parameter["operation"]] }}',
		description: 'Finds and reads the contacts of your Vambe account',
		defaults: { name: 'Vambe Contact' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vambeApi', required: true }],
		properties: contactForm,
	};

	methods = { listSearch: { searchContacts, searchPipelines, searchStages } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData().map((_item, itemIndex) => ({ itemIndex }));
		if (items.length === 0) return [[]];

		const operation = OPERATIONS[this.getNodeParameter('operation', 0) as keyof typeof OPERATIONS];
		const contacts = patientContacts(this);
		const results = await workThrough(items, CONCURRENCY, brakeOf(this, VAMBE), ({ itemIndex }) =>
			settle(itemIndex, () => operation(this, itemIndex, contacts)),
		);
		stopAtFailure(this, results);
		return [toOutputItems(results)];
	}
}
