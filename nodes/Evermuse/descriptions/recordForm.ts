import type { INodeProperties } from 'n8n-workflow';
import { attachments } from './attachments';
import { natures, recordTypes } from './choices';
import { forFields } from './forFields';
import { participants } from './participants';
import { pii } from './pii';

const forData = (dataMode: string): INodeProperties['displayOptions'] => ({
	show: { recordSource: ['fields'], dataMode: [dataMode] },
});
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
		// One entry to begin with: of an empty list, the editor shows no field and no warning.
		default: [''],
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
				// Of one tag: inside a collection, the editor puts it in a list by itself.
				default: '',
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
