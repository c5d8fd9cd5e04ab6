import type { INodeProperties } from 'n8n-workflow';

/** What contacts are searched by. */
export const contactSearchForm: INodeProperties[] = [
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1111 2222',
		description: 'A phone number or a part of one',
		hint: "Give this or 'Email', or both",
		displayOptions: { show: { operation: ['search'] } },
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. jane@example.com',
		description: 'An email address or a part of one, in upper or lower case',
		displayOptions: { show: { operation: ['search'] } },
	},
];
