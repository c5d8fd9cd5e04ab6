import type { INodeProperties } from 'n8n-workflow';

/** How one contact is given out. */
export const contactGetForm: INodeProperties[] = [
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
		displayOptions: { show: { operation: ['get'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: { operation: ['get'] } },
		options: [
			{
				displayName: 'If Not Found',
				name: 'notFound',
				type: 'options',
				options: [
					{
						name: 'Return Empty',
						value: 'empty',
						description: 'Go on with the ID and found set to false',
					},
					{
						name: 'Stop With an Error',
						value: 'error',
						description: 'Treat the item as failed',
					},
				],
				default: 'error',
				description: 'What to do when Vambe has no contact with the ID',
			},
		],
	},
];
