import type { INodeProperties } from 'n8n-workflow';

const forOperation = (operation: string): INodeProperties['displayOptions'] => ({
	show: { operation: [operation] },
});

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get contact',
			description: 'Read everything about one contact, with its open ticket',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many contacts',
			description: 'List contacts by time, pipeline, stage or a custom field',
		},
		{
			name: 'Search',
			value: 'search',
			action: 'Search contacts',
			description: 'Find up to 50 contacts by a part of their phone or email',
		},
	],
	default: 'get',
};

const ofGet: INodeProperties[] = [
	{
		displayName: 'Contact',
		name: 'contact',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'The contact to read',
		displayOptions: forOperation('get'),
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
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
		displayOptions: forOperation('get'),
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: forOperation('get'),
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

const ofGetAll: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: forOperation('getAll'),
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { operation: ['getAll'], returnAll: [false] } },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description:
			'Without a time among them, these are the contacts whose last message is at most 30 days old',
		displayOptions: forOperation('getAll'),
		options: [
			{
				displayName: 'Created After',
				name: 'createdAfter',
				type: 'dateTime',
				default: '',
				description:
					"Only contacts made later. A time without a zone is read in the workflow's time zone.",
			},
			{
				displayName: 'Custom Field Key',
				name: 'customFieldKey',
				type: 'string',
				default: '',
				placeholder: 'e.g. plan',
				description: "The custom field that must hold 'Custom Field Value'",
			},
			{
				displayName: 'Custom Field Value',
				name: 'customFieldValue',
				type: 'string',
				default: '',
				placeholder: 'e.g. Premium',
				description: "What 'Custom Field Key' must hold",
			},
			{
				displayName: 'Last Message Within (Days)',
				name: 'days',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 365 },
				default: 30,
				description: 'Only contacts whose last message is at most this many days old, 1 to 365',
			},
			{
				displayName: 'Pipeline',
				name: 'pipelineId',
				type: 'resourceLocator',
				default: { mode: 'list', value: '' },
				description: 'Only contacts whose open ticket is in this pipeline',
				modes: [
					{
						displayName: 'From List',
						name: 'list',
						type: 'list',
						placeholder: 'Select a pipeline...',
						typeOptions: { searchListMethod: 'searchPipelines', searchable: true },
					},
					{
						displayName: 'By ID',
						name: 'id',
						type: 'string',
						placeholder: 'e.g. aa0e8400-e29b-41d4-a716-446655440100',
					},
				],
			},
			{
				displayName: 'Stage',
				name: 'stageId',
				type: 'resourceLocator',
				default: { mode: 'list', value: '' },
				description:
					'Only contacts whose default stage is this one. The stage of an open ticket is not looked at.',
				modes: [
					{
						displayName: 'From List',
						name: 'list',
						type: 'list',
						placeholder: 'Select a stage...',
						typeOptions: { searchListMethod: 'searchStages', searchable: true },
					},
					{
						displayName: 'By ID',
						name: 'id',
						type: 'string',
						placeholder: 'e.g. 770e8400-e29b-41d4-a716-446655440002',
					},
				],
			},
			{
				displayName: 'Updated After',
				name: 'updatedAfter',
				type: 'dateTime',
				default: '',
				description:
					"Only contacts changed later. A time without a zone is read in the workflow's time zone.",
			},
		],
	},
];

const ofSearch: INodeProperties[] = [
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1111 2222',
		description: 'A phone number or a part of one',
		hint: "Give this or 'Email', or both",
		displayOptions: forOperation('search'),
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. jane@example.com',
		description: 'An email address or a part of one, in upper or lower case',
		displayOptions: forOperation('search'),
	},
];

/** The form of Vambe Contact, from top to bottom. */
export const contactForm: INodeProperties[] = [operation, ...ofGet, ...ofGetAll, ...ofSearch];
