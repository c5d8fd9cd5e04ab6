import type { INodeProperties } from 'n8n-workflow';
import { natures, recordTypes } from './choices';
import { recordForm } from './recordForm';
import { ingestOptions } from './ingestOptions';

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Submit',
			value: 'ingest',
			action: 'Submit records',
			description: 'Send records to Evermuse, in as few requests as possible',
		},
		{
			name: 'Validate',
			value: 'validate',
			action: 'Check records without sending',
			description: 'Find out which records Evermuse would refuse, and why, without sending any',
		},
	],
	default: 'ingest',
};

const recordSource: INodeProperties = {
	displayName: 'Records From',
	name: 'recordSource',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Fields Below',
			value: 'fields',
			description: 'Build one record from each input item with the form below',
		},
		{
			name: 'File',
			value: 'file',
			description:
				'Read records from a file of any size, e.g. an export: NDJSON or JSON, plain or gzip',
		},
		{
			name: 'Input Items',
			value: 'input',
			description: 'Each input item already is a record, with _type, _event_at and so on',
		},
		{
			name: 'JSON',
			value: 'json',
			description: 'Write each record, or an array of records, as JSON',
		},
	],
	default: 'fields',
};

const recordJson: INodeProperties = {
	displayName: 'Record',
	name: 'recordJson',
	type: 'json',
	typeOptions: { rows: 12 },
	required: true,
	default: '',
	placeholder:
		'e.g. { "_type": "message", "_vendor_ids": { "message_id": "msg-1" }, "data": { "text": "…" } }',
	description: 'One record or an array of records, in the form of the Evermuse API',
	displayOptions: { show: { recordSource: ['json'] } },
};

const forFile: INodeProperties['displayOptions'] = { show: { recordSource: ['file'] } };

const binaryPropertyName: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the input field that holds the file',
	description:
		"Files come from nodes such as Read/Write Files from Disk, Google Drive, or HTTP Request with 'Response Format' set to File",
	displayOptions: forFile,
};

const fileFormat: INodeProperties = {
	displayName: 'File Format',
	name: 'fileFormat',
	type: 'options',
	options: [
		{
			name: 'Detect Automatically',
			value: 'auto',
			description: 'Tell the format by how the file begins',
		},
		{
			name: 'JSON',
			value: 'json',
			description: 'An array of records, or an object with the array as its records',
		},
		{
			name: 'NDJSON',
			value: 'ndjson',
			description: 'One record a line, also called JSON Lines',
		},
	],
	default: 'auto',
	description: 'How the records stand in the file. A file packed with gzip is unpacked by itself.',
	displayOptions: forFile,
};

const defaults: INodeProperties = {
	displayName: 'Defaults',
	name: 'defaults',
	type: 'collection',
	placeholder: 'Add Default',
	default: {},
	description: 'Filled in where a record does not have the field',
	displayOptions: { show: { recordSource: ['file', 'input', 'json'] } },
	options: [
		{
			displayName: 'Nature',
			name: 'nature',
			type: 'options',
			options: natures,
			default: 'evidence',
			description: 'How the record is to be treated in the analysis',
		},
		{
			displayName: 'Product ID',
			name: 'productId',
			type: 'string',
			default: '',
			placeholder: 'e.g. prod-abc',
			description: 'Found in Evermuse under Settings > Projects > Actions > Copy',
		},
		{
			displayName: 'Project IDs',
			name: 'projectIds',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Project ID' },
			// Of one project: inside a collection, the editor puts it in a list by itself.
			default: '',
			placeholder: 'e.g. proj-123',
			description:
				'Found in Evermuse under Settings > Projects > Actions > Copy. An expression may give an array, or text with commas.',
		},
		{
			displayName: 'Schema Version',
			name: 'schemaVersion',
			type: 'string',
			default: '1.0.0',
			description: 'Version of the record format',
		},
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: recordTypes,
			default: 'conversation',
			description: 'What kind of data the record is',
		},
	],
};

/** The form of Evermuse Ingest, from top to bottom. */
export const ingestForm: INodeProperties[] = [
	operation,
	recordSource,
	...recordForm,
	recordJson,
	binaryPropertyName,
	fileFormat,
	defaults,
	...ingestOptions,
];
