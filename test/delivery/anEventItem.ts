import { range } from 'lodash';

/** An input item of the form that `useVambeDelivery` fills in. */
export interface EventItem {
	event: string;
	/** The phone of the channel. */
	channel: string;
	/** By `order` the ledger's events are found among the input items. */
	properties: { order: number } & Record<string, unknown>;
}

/** A channel that the account does not have: Vambe says no to its events. */
export const UNKNOWN_CHANNEL = '+10000000000';

/** An item that Vambe takes, with what a test wants otherwise. */
export const anEventItem = (order: number, overrides: Partial<EventItem> = {}): EventItem => ({
	event: 'purchase',
	channel: '+56999999999',
	properties: { order },
	...overrides,
});

/** So many of them, each with an order of its own. */
export const eventItems = (count: number): EventItem[] =>
	range(count).map((order) => anEventItem(order));
