import type { INodeProperties } from 'n8n-workflow';
import { EVENT_KEY } from '../logic/eventKey';

/** How properties are made to fit, and how the events are sent. */
export const eventOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Concurrency',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 10 },
			default: 4,
			description: 'How many requests may be under way at the same time',
		},
		{
			displayName: 'Event Key',
			name: 'eventKey',
			type: 'string',
			default: EVENT_KEY,
			placeholder: `e.g. ${EVENT_KEY}`,
			description:
				'The name of a property that is added to each event, so that you can find the event in Vambe and tell a repeat: its value is the same whenever the content is. If you set a property of this name yourself, yours is sent.',
		},
		{
			displayName: 'Long Text',
			name: 'longText',
			type: 'options',
			options: [
				{
					name: 'Refuse',
					value: 'refuse',
					description: 'Treat the item as failed and send nothing for it',
				},
				{
					name: 'Truncate',
					value: 'truncate',
					description: 'Send the first 1,024 characters',
				},
			],
			default: 'refuse',
			description: 'What to do with a property of more than 1,024 characters',
		},
		{
			displayName: 'Max per Hour',
			name: 'maxPerHour',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'How many requests this node may make in any hour of a workflow execution, loops included; 0 for no limit of its own. Vambe takes 1,000 events an hour from one account.',
		},
		{
			displayName: 'Max Retries',
			name: 'maxRetries',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 3,
			description: 'How often an event is sent again when Vambe certainly did not take it',
		},
		{
			displayName: 'Max Wait (Seconds)',
			name: 'maxWaitSeconds',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 60,
			description:
				'How long to wait in all for one event when Vambe is busy or a limit is reached, before it and the rest are given up',
		},
		{
			displayName: 'Nested Values',
			name: 'nestedValues',
			type: 'options',
			options: [
				{
					name: 'Flatten',
					value: 'flatten',
					description:
						'Send each value inside as a property of its own, e.g. cart.total and items.0',
				},
				{
					name: 'JSON Text',
					value: 'json',
					description: 'Send the object or list as one text',
				},
				{
					name: 'Refuse',
					value: 'refuse',
					description: 'Treat the item as failed and send nothing for it',
				},
			],
			default: 'flatten',
			description: 'What to do with objects and lists, which Vambe does not take as properties',
		},
		{
			displayName: 'Resend Uncertain',
			name: 'resendUncertain',
			type: 'boolean',
			default: false,
			description:
				'Whether to send an event again when it is unclear if Vambe took it. Vambe does not recognise a repeat, so the event may be recorded twice.',
		},
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeoutSeconds',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			description: 'How long one request may take from start to end',
		},
	],
};
