import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { stopAtFailure } from '../shared/stopAtFailure';
import { toOutputItems } from '../shared/toOutputItems';
import { contactForm } from './descriptions/contactForm';
import { searchChannels } from './listSearch/searchChannels';
import { searchContacts } from './listSearch/searchContacts';
import { searchPipelines } from './listSearch/searchPipelines';
import { searchStages } from './listSearch/searchStages';
import { searchTeamMembers } from './listSearch/searchTeamMembers';
import { forEachItem } from './operations/forEachItem';
import { get } from './operations/get';
import { getAll } from './operations/getAll';
import { getMessages } from './operations/getMessages';
import { search } from './operations/search';
import { upsert } from './operations/upsert';

const OPERATIONS = {
	get: forEachItem(get),
	getAll: forEachItem(getAll),
	getMessages: forEachItem(getMessages),
	search: forEachItem(search),
	upsert,
};

export class VambeContact implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Vambe Contact',
		name: 'vambeContact',
		icon: { light: 'file:vambe.svg', dark: 'file:vambe.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle:
			'={{ { get: "Get contact", getAll: "Get many contacts", getMessages: "Get messages of contact", search: "Search contacts", upsert: "Create or update contact" }[$parameter["operation"]] }}',
		description: 'Finds, reads and writes the contacts of your Vambe account',
		defaults: { name: 'Vambe Contact' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vambeApi', required: true }],
		properties: contactForm,
	};

	methods = {
		listSearch: {
			searchChannels,
			searchContacts,
			searchPipelines,
			searchStages,
			searchTeamMembers,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getInputData().length === 0) return [[]];

		const operation = this.getNodeParameter('operation', 0) as keyof typeof OPERATIONS;
		const results = await OPERATIONS[operation](this);
		stopAtFailure(this, results);
		return [toOutputItems(this, results)];
	}
}
