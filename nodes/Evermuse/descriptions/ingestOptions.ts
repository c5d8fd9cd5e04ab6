import type { INodeProperties } from 'n8n-workflow';
import { MAX_BYTES, MAX_RECORDS } from '../logic/batch';

const forIngest: INodeProperties['displayOptions'] = { show: { operation: ['ingest'] } };

/** What comes out of the node, and how the records are sent. */
export const ingestOptions: INodeProperties[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'One Item per Record',
				value: 'records',
				description: 'What became of each record, linked to its input item',
			},
			{
				name: 'One Item per Batch',
				value: 'batches',
				description:
					'The batches that were sent, and the records that did not go through. Best for many thousands of records.',
			},
		],
		default: 'records',
		// What comes of a file are always batches.
		displayOptions: {
			show: { operation: ['ingest'] },
			hide: { recordSource: ['file'] },
		},
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: forIngest,
		options: [
			{
				displayName: 'Batch Size',
				name: 'batchSize',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: MAX_RECORDS },
				default: MAX_RECORDS,
				description: 'How many records go in one request at most',
			},
			{
				displayName: 'Body Format',
				name: 'contentType',
				type: 'options',
				options: [
					{
						name: 'JSON Array',
						value: 'array',
						description: 'One JSON array',
					},
					{
						name: 'JSON Object with Records',
						value: 'records',
						description: 'A JSON object with the array as its records',
					},
					{
						name: 'NDJSON',
						value: 'ndjson',
						description: 'One JSON object a line, as Evermuse advises for many records',
					},
				],
				default: 'ndjson',
				description: 'How the records stand in the request',
			},
			{
				displayName: 'Check Before Sending',
				name: 'checkBeforeSending',
				type: 'boolean',
				default: true,
				description:
					"Whether to check each record against Evermuse's rules first, so that what is wrong is found before anything is sent",
			},
			{
				displayName: 'Concurrency',
				name: 'concurrency',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 8 },
				default: 2,
				description: 'How many requests may be under way at the same time',
			},
			{
				displayName: 'Content Format',
				name: 'formatHint',
				type: 'options',
				options: [
					{ name: '(Not Set)', value: '' },
					{ name: 'Audio', value: 'audio' },
					{ name: 'File', value: 'file' },
					{ name: 'Text', value: 'text' },
					{ name: 'Video', value: 'video' },
				],
				default: '',
				description: 'What the records mainly hold, a hint that helps Evermuse to process them',
			},
			{
				displayName: 'Idempotency',
				name: 'idempotency',
				type: 'options',
				options: [
					{
						name: 'Key From the Content',
						value: 'content',
						description: 'The same records are recognised when they come again',
					},
					{
						name: 'None',
						value: 'none',
						description: 'Send without a key',
					},
					{
						name: 'Own Key',
						value: 'custom',
						description: "Use the 'Idempotency Key' option",
					},
				],
				default: 'content',
				description: 'How Evermuse recognises a batch that it already has',
			},
			{
				displayName: 'Idempotency Key',
				name: 'idempotencyKey',
				type: 'string',
				default: '',
				placeholder: 'e.g. nightly-2026-02-24',
				description:
					"Used when 'Idempotency' is Own Key, up to 256 characters. All but the first batch of a run add a mark of their content to it.",
			},
			{
				displayName: 'Isolate Rejected Records',
				name: 'isolateRejected',
				type: 'boolean',
				default: true,
				description:
					'Whether to send parts of a batch again until it is known which records were rejected, when Evermuse names only some of them or refuses the whole batch',
			},
			{
				displayName: 'Max Bytes per Batch',
				name: 'maxBatchBytes',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: MAX_BYTES },
				default: MAX_BYTES,
				description: 'How large one request may be',
			},
			{
				displayName: 'Max Retries',
				name: 'maxRetries',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 5,
				description:
					'How often a batch is sent again when Evermuse is busy or gives no clear answer. A repeat is safe: Evermuse recognises it.',
			},
			{
				displayName: 'Max Wait (Seconds)',
				name: 'maxWaitSeconds',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 120,
				description: 'How long to wait for Evermuse in all before a batch is given up',
			},
			{
				displayName: 'Poll Interval (Seconds)',
				name: 'pollSeconds',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 5,
				description: "How often to look while 'Wait for Completion' is on",
			},
			{
				displayName: 'Resend Label',
				name: 'resendLabel',
				type: 'string',
				default: '',
				placeholder: 'e.g. 2026-02-24 second try',
				description:
					"Makes the same records a new submission when 'Idempotency' is Key From the Content, e.g. after a batch that could not be processed",
			},
			{
				displayName: 'Timeout (Seconds)',
				name: 'timeoutSeconds',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 60,
				description: 'How long one request may take from start to end',
			},
			{
				displayName: 'Wait for Attachments',
				name: 'waitForAttachments',
				type: 'boolean',
				default: false,
				description:
					"Whether to wait until Evermuse has fetched the files as well, while 'Wait for Completion' is on",
			},
			{
				displayName: 'Wait for Completion',
				name: 'waitForCompletion',
				type: 'boolean',
				default: false,
				description: 'Whether to wait until Evermuse has processed the batches',
			},
			{
				displayName: 'Wait Limit (Minutes)',
				name: 'waitMinutes',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 10,
				description: "How long to wait at most while 'Wait for Completion' is on",
			},
		],
	},
];
