import type { INodeProperties } from 'n8n-workflow';
import { channelLocator } from './channelLocator';
import { contactLocator } from './contactLocator';
import { eventOptions } from './eventOptions';

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Send',
			value: 'send',
			action: 'Send event',
			description: 'Record that something happened to a contact, one event for each input item',
		},
	],
	default: 'send',
};

const event: INodeProperties = {
	displayName: 'Event Name',
	name: 'event',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. purchase',
	description: 'What happened, in up to 100 characters. Vambe takes any name.',
};

const contact: INodeProperties = {
	displayName: 'Contact',
	name: 'contact',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'phone', value: '' },
	description: 'Who it happened to. A phone number needs its country code.',
	modes: [
		{
			displayName: 'Phone',
			name: 'phone',
			type: 'string',
			placeholder: 'e.g. +56911112222',
			hint: 'With the country code, 5 to 32 characters',
		},
		...(contactLocator.modes ?? []),
	],
};

const channel: INodeProperties = {
	...channelLocator,
	description:
		'Your channel that the event belongs to, e.g. a WhatsApp number of yours. A phone number needs its country code.',
};

const occurredAt: INodeProperties = {
	displayName: 'Occurred At',
	name: 'occurredAt',
	type: 'dateTime',
	default: '',
	description:
		"When it happened, not in the future. A time without a zone is read in the workflow's time zone. Leave it empty to let Vambe take the time when it arrives.",
};

const properties: INodeProperties[] = [
	{
		displayName: 'Specify Properties',
		name: 'propertiesMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Using Fields Below',
				value: 'fields',
				description: 'Drag fields in from the input, or type them',
			},
			{
				name: 'Using JSON',
				value: 'json',
				description: 'Write a JSON object, or use an expression that gives one',
			},
			{
				name: 'Using Input Item',
				value: 'input',
				description: 'Every field of the input item is a property',
			},
		],
		default: 'fields',
		description: 'How to say what else is known of the event',
	},
	{
		displayName: 'Properties',
		name: 'properties',
		type: 'assignmentCollection',
		default: {},
		description:
			'What else is known of the event, e.g. an order number and a total. A text has up to 1,024 characters.',
		displayOptions: { show: { propertiesMode: ['fields'] } },
	},
	{
		displayName: 'Properties',
		name: 'propertiesJson',
		type: 'json',
		typeOptions: { rows: 6 },
		default: '{}',
		placeholder: 'e.g. { "orderId": "ORD-123", "total": 49990 }',
		description:
			'What else is known of the event, as a JSON object. A text has up to 1,024 characters.',
		displayOptions: { show: { propertiesMode: ['json'] } },
	},
];

const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Channel ID',
			name: 'channelId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 42',
			description: "The channel's ID, if 'Channel' does not give one",
		},
		{
			displayName: 'Channel Phone',
			name: 'channelPhone',
			type: 'string',
			default: '',
			placeholder: 'e.g. +56999999999',
			description: "The channel's phone number, if 'Channel' does not give one",
		},
		{
			displayName: 'Contact Email',
			name: 'email',
			type: 'string',
			default: '',
			placeholder: 'e.g. jane@example.com',
			description: 'The email address of the contact',
		},
		{
			displayName: 'Contact ID',
			name: 'aiContactId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e',
			description: "The contact's ID in Vambe, if 'Contact' does not give one",
		},
		{
			displayName: 'Contact Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Jane Doe',
			description: 'The full name of the contact, in up to 200 characters',
		},
		{
			displayName: 'Contact Phone',
			name: 'phone',
			type: 'string',
			default: '',
			placeholder: 'e.g. +56911112222',
			description: "The contact's phone number, if 'Contact' does not give one",
		},
	],
};

/** The form of Vambe Event, from top to bottom. */
export const eventForm: INodeProperties[] = [
	operation,
	event,
	contact,
	channel,
	occurredAt,
	...properties,
	additionalFields,
	eventOptions,
];
