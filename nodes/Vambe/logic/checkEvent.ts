import { get } from 'lodash';
import type { Issue } from '../../shared/logic/reply';
import { eventSchema } from '../schemas/event';

/** Something wrong at a place in the event. The message stands behind the name of the place. */
export interface Fault {
	place: string[];
	message: string;
}

/**
 * What Vambe would refuse an event for, apart from a channel that it does not know.
 *
 * @param now milliseconds since the epoch: an event that has not happened yet is refused
 */
export function checkEvent(event: unknown, now: number): Fault[] {
	const checked = eventSchema.safeParse(event);
	if (!checked.success) {
		return checked.error.issues.map((issue) => {
			const place = issue.path.map(String);
			const isMissing = place.length > 0 && get(event, place) === undefined;
			return { place, message: isMissing ? 'is empty' : issue.message };
		});
	}
	const { occurredAt } = checked.data;
	return occurredAt !== undefined && Date.parse(occurredAt) > now
		? [
				{
					place: ['occurredAt'],
					message: `is in the future (${occurredAt}): give the time it happened`,
				},
			]
		: [];
}

export const toIssue = ({ place, message }: Fault): Issue => ({ path: place.join('.'), message });
