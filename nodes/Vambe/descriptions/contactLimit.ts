import type { INodeProperties } from 'n8n-workflow';

const LISTS = ['getAll', 'getMessages'];

/** How much of a list is wanted. */
export const contactLimit: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: { show: { operation: LISTS } },
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { operation: LISTS, returnAll: [false] } },
	},
];
