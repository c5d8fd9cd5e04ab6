import type { INodeProperties } from 'n8n-workflow';
import { attachmentKinds } from './choices';
import { forFields } from './forFields';

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

export const attachments: INodeProperties = {
	displayName: 'Attachments',
	name: 'attachments',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Attachment' },
	placeholder: 'Add Attachment',
	default: {},
	description:
		"Files that belong to the record, at most 10. Evermuse finds each by its 'File URL' or its 'Upload Intent ID'.",
	displayOptions: forFields,
	options: [
		{
			displayName: 'Attachment',
			name: 'attachment',
			values: attachmentFields,
		},
	],
};
