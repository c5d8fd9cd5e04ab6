import type { INodeParameters } from 'n8n-workflow';
import type { Tool } from './useAgent';

/*
 * The nodes as tools: what a model has to give is as little as will do, the rest is set by the user.
 */

/** What the editor writes into a field when the button with the stars is pressed. */
export const byModel = (key: string, description = '', type: 'json' | 'string' = 'string') =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, '${type}') }}`;

const located = (mode: string, value: string): INodeParameters => ({ __rl: true, mode, value });

export const sendEvent: Tool = {
	node: 'vambeEvent',
	parameters: {
		event: byModel('Event_Name', 'What happened, e.g. purchase'),
		contact: located('phone', byModel('Contact', 'Phone number with the country code')),
		channel: located('list', '42'),
		propertiesMode: 'json',
		propertiesJson: byModel('Properties', 'What else is known of it, a JSON object', 'json'),
	},
};

export const searchContacts: Tool = {
	node: 'vambeContact',
	parameters: {
		operation: 'search',
		phone: byModel('Phone', 'A phone number or a part of one'),
	},
};

export const getContact: Tool = {
	node: 'vambeContact',
	parameters: { operation: 'get', contact: located('id', byModel('Contact', 'A UUID')) },
};

export const submitRecord: Tool = {
	node: 'evermuseIngest',
	parameters: {
		type: 'message',
		eventAt: byModel('Event_Time', 'When it was written, ISO 8601'),
		vendorIds: { id: [{ key: 'message_id', value: byModel('id0_Value', 'ID of the message') }] },
		productId: 'prod-abc',
		projectIds: ['proj-123'],
		dataMode: 'json',
		dataJson: byModel('Data_as_JSON', 'The message, e.g. { "text": "…" }', 'json'),
	},
};

export const getBatch: Tool = {
	node: 'evermuseBatchStatus',
	parameters: { operation: 'get', batch: located('id', byModel('Batch', 'A batch ID')) },
};

/** The tool with some fields set otherwise. */
export const withParameters = ({ node, parameters }: Tool, others: INodeParameters): Tool => ({
	node,
	parameters: { ...parameters, ...others },
});
