import type { EventForm } from '../../nodes/Vambe/logic/buildEvent';

/** The form of an event that Vambe takes, with what a test wants otherwise. */
export const anEventForm = (overrides: Partial<EventForm> = {}): EventForm => ({
	event: 'purchase',
	contact: { mode: 'phone', value: '+56911112222' },
	channel: { mode: 'phone', value: '+56999999999' },
	occurredAt: '',
	properties: [],
	additionalFields: {},
	nestedValues: 'flatten',
	longText: 'refuse',
	...overrides,
});
