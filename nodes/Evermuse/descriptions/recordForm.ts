import type { INodeProperties } from 'n8n-workflow';
import {
	attachmentKinds,
	natures,
	participantRoles,
	participantTypes,
	recordTypes,
	redactionStatuses,
} from './choices';

const forFields: INodeProperties['displayOptions'] = { show: { recordSource: ['fields'] } };

const forData = (dataMode: string): INodeProperties['displayOptions'] => ({
	show: { recordSource: ['fields'], dataMode: [dataMode] },
});

/** What must be filled in comes first. */
const participantFields: INodeProperties[] = [
	{
		displayName: 'ID',
		name: 'id',
		type: 'string',
		default: '',
		placeholder: 'e.g. alice@acme.com',
		description:
			'What identifies the person: an email address, a phone number or an ID of your system',
	},
	{
		displayName: 'Role',
		name: 'role',
		type: 'options',
		options: participantRoles,
		default: 'external',
		description: 'Whether the person belongs to your team',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Alice Johnson',
		description: 'The name to show',
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. alice@acme.com',
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [{ name: '(Not Set)', value: '' }, ...participantTypes],
		default: '',
		description: 'What kind of participant it is',
	},
];

const participants: INodeProperties = {
	displayName: 'Participants',
	name: 'participants',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Participant' },
	placeholder: 'Add Participant',
	default: {},
	description: 'People who took part, for attribution and filtering in Evermuse',
	displayOptions: forFields,
	options: [
		{
			displayName: 'Participant',
			name: 'participant',
			values: participantFields,
		},
	],
};

/** What says which file it is comes first. */
const attachmentFields: INodeProperties[] = [
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: attachmentKinds,
		default: 'file',
	},
	{
		displayName: 'File URL',
		name: 'vendorUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://storage.example.com/recordings/mtg-456.mp3',
		description:
			'Where Evermuse can download the file. It does so by itself once the batch is accepted.',
	},
	{
		displayName: 'File Name',
		name: 'filename',
		type: 'string',
		default: '',
		placeholder: 'e.g. meeting-recording.mp3',
	},
	{
		displayName: 'MIME Type',
		name: 'mimeType',
		type: 'string',
		default: '',
		placeholder: 'e.g. audio/mpeg',
	},
	{
		displayName: 'Size',
		name: 'size',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Size of the file in bytes; 0 if you do not know it',
	},
	{
		displayName: 'SHA-1',
		name: 'sha1',
		type: 'string',
		default: '',
		description: 'SHA-1 hash of the file, to check that it arrived whole',
	},
	{
		displayName: 'MD5',
		name: 'md5',
		type: 'string',
		default: '',
		description: 'MD5 hash of the file, to check that it arrived whole',
	},
	{
		displayName: 'Upload Intent ID',
		name: 'uploadIntentId',
		type: 'string',
		default: '',
		description: 'Reference to a file that you have already uploaded, instead of its URL',
	},
];

const attachments: INodeProperties = {
	displayName: 'Attachments',
	name: 'attachments',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Attachment' },
	placeholder: 'Add Attachment',
	default: {},
	description: 'Files that belong to the record, at most 10',
	displayOptions: forFields,
	options: [
		{
			displayName: 'Attachment',
			name: 'attachment',
			values: attachmentFields,
		},
	],
};

const pii: INodeProperties = {
	displayName: 'Personal Information',
	name: 'pii',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description:
		'What is known about personal information in the record, so that Evermuse can protect it',
	options: [
		{
			displayName: 'Contains Email',
			name: 'containsEmail',
			type: 'boolean',
			default: true,
			description: 'Whether the data contains email addresses',
		},
		{
			displayName: 'Contains Phone',
			name: 'containsPhone',
			type: 'boolean',
			default: true,
			description: 'Whether the data contains phone numbers',
		},
		{
			displayName: 'Detected Entities',
			name: 'detectedEntities',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Entity' },
			placeholder: 'Add Entity',
			default: {},
			description: 'Personal information that was found in the record',
			options: [
				{
					displayName: 'Entity',
					name: 'entity',
					values: [
						{
							displayName: 'Type',
							name: 'type',
							type: 'string',
							default: '',
							placeholder: 'e.g. credit_card',
							description: 'The category, e.g. email, phone, ssn or credit_card',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							description: 'What was found; leave it empty if you would rather not say',
						},
						{
							displayName: 'Confidence',
							name: 'confidence',
							type: 'number',
							typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
							default: 1,
							description: 'How sure it is, from 0 to 1',
						},
					],
				},
			],
		},
		{
			displayName: 'Redaction Status',
			name: 'redactionStatus',
			type: 'options',
			options: redactionStatuses,
			default: 'unredacted',
			description: 'What was done with the personal information before it is sent',
		},
		{
			displayName: 'Sensitive Score',
			name: 'sensitiveScore',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
			default: 0,
			description: 'How likely the record contains sensitive information, from 0 to 1',
		},
	],
};

/** A record, field by field. */
export const recordForm: INodeProperties[] = [
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: recordTypes,
		default: 'conversation',
		description:
			'What kind of data the record is. Records of different types go in batches of their own.',
		displayOptions: forFields,
	},
	{
		displayName: 'Nature',
		name: 'nature',
		type: 'options',
		options: natures,
		default: 'evidence',
		description: 'How the record is to be treated in the analysis',
		displayOptions: forFields,
	},
	{
		displayName: 'Event Time',
		name: 'eventAt',
		type: 'dateTime',
		required: true,
		default: '',
		description:
			"When it happened. A time without a zone is read in the workflow's time zone; Evermuse keeps it to the second.",
		displayOptions: forFields,
	},
	{
		displayName: 'Vendor IDs',
		name: 'vendorIds',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
		placeholder: 'Add ID',
		default: { id: [{ key: '', value: '' }] },
		description:
			'What identifies it in the system it comes from. Evermuse recognises a record that comes again by its type, these IDs and its time, and does not store it twice.',
		displayOptions: forFields,
		options: [
			{
				displayName: 'ID',
				name: 'id',
				values: [
					{
						displayName: 'Name',
						name: 'key',
						type: 'string',
						default: '',
						placeholder: 'e.g. conversation_id',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. conv-001',
					},
				],
			},
		],
	},
	{
		displayName: 'Product ID',
		name: 'productId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. prod-abc',
		description: 'Found in Evermuse under Settings > Projects > Actions > Copy',
		displayOptions: forFields,
	},
	{
		displayName: 'Project IDs',
		name: 'projectIds',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Project ID' },
		required: true,
		default: [],
		placeholder: 'e.g. proj-123',
		description:
			'Found in Evermuse under Settings > Projects > Actions > Copy. An expression may give an array, or text with commas.',
		displayOptions: forFields,
	},
	{
		displayName: 'Data',
		name: 'dataMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Whole Input Item',
				value: 'input',
				description: 'All fields of the input item',
			},
			{
				name: 'Fields Below',
				value: 'fields',
				description: 'Drag in the fields to send, or type them',
			},
			{ name: 'JSON', value: 'json', description: 'Write the data as JSON' },
		],
		default: 'input',
		description: 'What Evermuse stores as the content of the record, exactly as you send it',
		displayOptions: forFields,
	},
	{
		displayName: 'Data Fields',
		name: 'data',
		type: 'assignmentCollection',
		default: {},
		displayOptions: forData('fields'),
	},
	{
		displayName: 'Data as JSON',
		name: 'dataJson',
		type: 'json',
		typeOptions: { rows: 6 },
		default: '{}',
		displayOptions: forData('json'),
	},
	participants,
	attachments,
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: forFields,
		options: [
			pii,
			{
				displayName: 'Schema Version',
				name: 'schemaVersion',
				type: 'string',
				default: '1.0.0',
				description: 'Version of the record format',
			},
			{
				displayName: 'Tags',
				name: 'tags',
				type: 'string',
				typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
				default: [],
				placeholder: 'e.g. enterprise',
				description:
					'Labels to filter by, at most 200. An expression may give an array, or text with commas.',
			},
			{
				displayName: 'Thread ID',
				name: 'threadId',
				type: 'string',
				default: '',
				placeholder: 'e.g. thread-acme-inquiry',
				description: 'Groups related records, e.g. the emails of a chain or the calls of a series',
			},
		],
	},
];
