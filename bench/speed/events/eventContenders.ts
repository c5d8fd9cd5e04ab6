import type { IDataObject, INodeParameters } from 'n8n-workflow';
// Without its ending, tsx would take the .json of the same name.
import { VambeEvent } from '../../../nodes/Vambe/VambeEvent.node.ts';
import { httpRequest } from '../../n8nNodes';
import { bareLoop } from '../bareLoop';
import { httpRequestForm, batchingOf } from '../httpRequestForm';
import type { ChainLink } from '../runTimed';

export const EVENTS_PATH = '/api/v1/events';

/** A purchase as Vambe takes it. */
export const aPurchase = (index: number): IDataObject => ({
	event: 'purchase',
	properties: { orderId: `ORD-${index}`, total: 49_990, currency: 'CLP' },
	contact: { phone: '+56911112222' },
	channel: { channelPhone: '+56999999999' },
});

/** Vambe Event with each of its fields dragged in from the item. */
export const eventForm = (options: INodeParameters = {}): INodeParameters => ({
	event: '={{ $json.event }}',
	contact: { __rl: true, mode: 'phone', value: '={{ $json.contact.phone }}' },
	channel: { __rl: true, mode: 'phone', value: '={{ $json.channel.channelPhone }}' },
	propertiesMode: 'json',
	propertiesJson: '={{ $json.properties }}',
	options,
});

/** Who sends the same events, one a request, in the order of the table. */
export const eventContenders = (
	events: readonly IDataObject[],
	url: string,
): Array<{ name: string; link: ChainLink }> => {
	const prepared = events.map((event) => ({
		path: EVENTS_PATH,
		headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
		body: Buffer.from(JSON.stringify(event)),
	}));
	const bare = (atOnce: number): ChainLink => ({
		nodeType: bareLoop('vambeApi', prepared, atOnce),
	});
	const ours = (options?: INodeParameters): ChainLink => ({
		nodeType: new VambeEvent(),
		parameters: eventForm(options),
	});
	const theirs = (overrides?: INodeParameters): ChainLink => ({
		nodeType: httpRequest(),
		parameters: httpRequestForm('vambeApi', url + EVENTS_PATH, overrides),
	});
	return [
		{ name: 'Bare loop, 10 at once', link: bare(10) },
		{ name: 'Vambe Event, Concurrency 10', link: ours({ concurrency: 10 }) },
		{ name: 'Bare loop, 4 at once', link: bare(4) },
		{ name: 'Vambe Event, as added (Concurrency 4)', link: ours() },
		{ name: 'HTTP Request, as added', link: theirs() },
		{ name: 'HTTP Request, best settings', link: theirs(batchingOf(10, 1)) },
	];
};
