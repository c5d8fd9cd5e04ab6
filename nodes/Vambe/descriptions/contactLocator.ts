import type { INodeProperties } from 'n8n-workflow';

/** Which contact is meant. */
export const contactLocator: INodeProperties = {
	displayName: 'Contact',
	name: 'contact',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The contact to read',
	displayOptions: { show: { operation: ['get', 'getMessages'] } },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Search by phone or email...',
			typeOptions: { searchListMethod: 'searchContacts', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e',
			hint: 'The ID of the contact in Vambe, a UUID',
		},
	],
};
