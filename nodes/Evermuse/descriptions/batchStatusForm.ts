import type { INodeProperties } from 'n8n-workflow';
import { BATCH_STATUSES } from '../logic/batchState';
import { recordTypes } from './choices';

const forOperations = (...operation: string[]): INodeProperties['displayOptions'] => ({
	show: { operation },
});

const statusNames: Record<(typeof BATCH_STATUSES)[number], string> = {
	COMPLETE: 'Complete',
	FAILED: 'Failed',
	LANDED: 'Landed',
	LANDING: 'Landing',
	PROCESSING: 'Processing',
};

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get batch status',
			description: 'Look at one batch as it is now',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many batches',
			description: 'List the batches of the workspace, newest first',
		},
		{
			name: 'Wait Until Finished',
			value: 'wait',
			action: 'Wait until batch is finished',
			description: 'Look at a batch again and again until Evermuse has processed it',
		},
	],
	default: 'get',
};

const batch: INodeProperties = {
	displayName: 'Batch',
	name: 'batch',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The batch to look at. Evermuse Ingest gives its ID out with each record.',
	displayOptions: forOperations('get', 'wait'),
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a recent batch...',
			typeOptions: { searchListMethod: 'searchBatches', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. {{ $json.batchId }}',
		},
	],
};

const list: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: forOperations('getAll'),
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
		displayOptions: forOperations('getAll'),
		options: [
			{
				displayName: 'Created After',
				name: 'createdAfter',
				type: 'dateTime',
				default: '',
				description:
					"Only batches made later. A time without a zone is read in the workflow's time zone.",
			},
			{
				displayName: 'Status',
				name: 'status',
				type: 'multiOptions',
				options: BATCH_STATUSES.map((value) => ({ name: statusNames[value], value })),
				default: [],
				description: 'Only batches in one of these states',
			},
			{
				displayName: 'Type',
				name: 'type',
				type: 'options',
				options: recordTypes,
				default: 'conversation',
				description: 'Only batches with records of this type',
			},
		],
	},
];

const waiting: INodeProperties[] = [
	{
		displayName: 'Poll Interval (Seconds)',
		name: 'pollSeconds',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 5,
		description: 'How long to wait before looking again',
		displayOptions: forOperations('wait'),
	},
	{
		displayName: 'Wait Limit (Minutes)',
		name: 'waitMinutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 10,
		description: 'How long to wait in all before giving up',
		displayOptions: forOperations('wait'),
	},
	{
		displayName: 'Wait for Attachments',
		name: 'waitForAttachments',
		type: 'boolean',
		default: false,
		description: 'Whether to wait until Evermuse has fetched the files of the batch as well',
		displayOptions: forOperations('wait'),
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: forOperations('wait'),
		options: [
			{
				displayName: 'If the Batch Failed',
				name: 'onFailed',
				type: 'options',
				options: [
					{
						name: 'Continue',
						value: 'continue',
						description: 'Give the batch out like any other, with succeeded set to false',
					},
					{
						name: 'Stop With an Error',
						value: 'error',
						description: 'Treat the item as failed',
					},
				],
				default: 'error',
				description: 'What to do when Evermuse could not process the batch',
			},
		],
	},
];

/** The form of Evermuse Batch Status, from top to bottom. */
export const batchStatusForm: INodeProperties[] = [operation, batch, ...list, ...waiting];
