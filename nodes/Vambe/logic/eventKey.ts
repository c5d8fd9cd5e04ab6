import { createHash } from 'crypto';
import { sortBy } from 'lodash';
import type { VambeEvent } from '../schemas/event';

/** The property's name unless the user gives another. */
export const EVENT_KEY = 'n8n_event_key';

/** So much of a hash tells all events of an account apart. */
const KEY_LENGTH = 32;

/**
 * The event with a property that is the same whenever its content is the same: by it a repeat can be
 * told, and an event be found whose fate is unclear. The order of the properties makes no difference.
 *
 * @param name the property's name; one of that name that is there already stays as it is
 */
export function withEventKey(event: VambeEvent, name: string): VambeEvent {
	const { properties } = event;
	if (Object.hasOwn(properties, name)) return event;
	const sorted = Object.fromEntries(sortBy(Object.entries(properties), ([property]) => property));
	const content = JSON.stringify({ ...event, properties: sorted });
	const key = createHash('sha256').update(content).digest('hex').slice(0, KEY_LENGTH);
	return { ...event, properties: { ...properties, [name]: key } };
}
