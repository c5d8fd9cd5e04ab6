import type { INodeProperties } from 'n8n-workflow';
import { channelLocator } from './channelLocator';
import { contactStage } from './contactStage';

const forUpsert: INodeProperties['displayOptions'] = { show: { operation: ['upsert'] } };

const onWhatsapp: INodeProperties['displayOptions'] = {
	show: { operation: ['upsert'], channelType: ['whatsapp', 'web-whatsapp'] },
};

const onWebchat: INodeProperties['displayOptions'] = {
	show: { operation: ['upsert'], channelType: ['webchat'] },
};

/** What a contact is found by: on WhatsApp its phone, on webchat your own ID of the visitor. */
const identifiers: INodeProperties[] = [
	{
		displayName: 'Channel Type',
		name: 'channelType',
		type: 'options',
		options: [
			{
				name: 'Webchat',
				value: 'webchat',
				description: 'A chat on your website. The contact is found by your own ID of the visitor.',
			},
			{
				name: 'WhatsApp',
				value: 'whatsapp',
				description: 'A number on the WhatsApp API. The contact is found by its phone.',
			},
			{
				name: 'WhatsApp Web',
				value: 'web-whatsapp',
				description: 'A number connected by QR code. The contact is found by its phone.',
			},
		],
		default: 'whatsapp',
		description: 'Where you talk to the contact',
		displayOptions: forUpsert,
	},
	{
		...channelLocator,
		name: 'channelPhone',
		description:
			"Your number that the contact talks to, with its country code. It must be of the 'Channel Type'.",
		displayOptions: onWhatsapp,
	},
	{
		displayName: 'Contact Phone',
		name: 'contactPhone',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +56911112222',
		description:
			'The phone number of the contact, with its country code. The contact is found by it.',
		hint: 'With the country code',
		displayOptions: onWhatsapp,
	},
	{
		displayName: 'Channel ID',
		name: 'channelId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e',
		description: 'The ID of your webchat in Vambe, a UUID',
		displayOptions: onWebchat,
	},
	{
		displayName: 'External User ID',
		name: 'externalUserId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. customer-1042',
		description: 'What your website knows the visitor by, which the contact is found by',
		displayOptions: onWebchat,
	},
];

const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'What is left empty is not sent',
	displayOptions: forUpsert,
	options: [
		{
			displayName: 'Agent',
			name: 'agentId',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			description: 'The member of your team to assign to the contact',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Select a team member...',
					typeOptions: { searchListMethod: 'searchTeamMembers', searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 660e8400-e29b-41d4-a716-446655440001',
					hint: 'The ID of the team member in Vambe, a UUID',
				},
			],
		},
		{
			displayName: 'Custom Fields',
			name: 'customFields',
			type: 'assignmentCollection',
			default: {},
			description:
				'Values of custom fields that your Vambe account has, by their keys. An empty value is not sent.',
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. jane@example.com',
			default: '',
			description: 'The email address of the contact',
		},
		{
			displayName: 'Metadata',
			name: 'metadata',
			type: 'assignmentCollection',
			default: {},
			description:
				'What else you know of the contact. Vambe sorts it into fields with AI. An empty value is not sent.',
		},
		{
			displayName: 'Metadata (JSON)',
			name: 'metadataJson',
			type: 'json',
			typeOptions: { rows: 4 },
			default: '{}',
			placeholder: 'e.g. { "source": "landing-page" }',
			description:
				"What else you know of the contact, as a JSON object. It is sent together with 'Metadata'.",
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Jane Doe',
			description: 'The full name of the contact',
		},
		{ ...contactStage, description: 'The stage of a pipeline to put the contact in' },
	],
};

/** A contact to create or to update. */
export const contactUpsertForm: INodeProperties[] = [...identifiers, additionalFields];
