import type { Failure } from '../../shared/logic/reply';
import { VAMBE } from '../advice';
import type { VambeEvent } from '../schemas/event';

/**
 * A failure that leaves open whether Vambe took the event: when that was, and how to find out.
 *
 * @param sentAt milliseconds since the epoch
 * @param keyName the property by which the event can be found, if it has one
 */
export function unknownOutcome(
	failure: Failure,
	{ properties }: VambeEvent,
	sentAt: number,
	keyName?: string,
): Failure {
	const { description } = VAMBE.advice.UNKNOWN_OUTCOME;
	const key = keyName === undefined ? '' : ` The event's ${keyName} is ${properties[keyName]}.`;
	return {
		...failure,
		message: `${failure.message}; the event sent at ${toSecond(sentAt)} may or may not have been recorded`,
		description: description + key,
	};
}

/** 2026-11-20 12:00:00 UTC */
const toSecond = (time: number) =>
	`${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
