import { attempt, isError } from 'lodash';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { ItemResult } from '../../shared/logic/itemResult';
import { failureOf } from '../../shared/logic/readReply';
import type { Failure } from '../../shared/logic/reply';
import { VAMBE } from '../advice';
import type { EventForm } from '../logic/buildEvent';
import { buildEvent } from '../logic/buildEvent';
import type { Fault } from '../logic/checkEvent';
import { toIssue } from '../logic/checkEvent';
import type { AddressedEvent } from '../logic/deliverEvents';
import { nameOfField } from '../logic/nameOfField';
import type { VambeEvent } from '../schemas/event';
import { readEventForm } from './readEventForm';

/**
 * The input items as events ready to send. Nothing is sent here.
 *
 * @param now milliseconds since the epoch
 */
export function readEvents(
	context: IExecuteFunctions,
	now: number,
): { events: AddressedEvent[]; invalid: ItemResult[] } {
	const events: AddressedEvent[] = [];
	const invalid: ItemResult[] = [];
	context.getInputData().forEach((_item, itemIndex) => {
		const read = readItem(context, itemIndex, now);
		if ('event' in read) events.push({ itemIndex, event: read.event });
		else invalid.push({ itemIndex, ok: false, failure: read.failure });
	});
	return { events, invalid };
}

function readItem(
	context: IExecuteFunctions,
	itemIndex: number,
	now: number,
): { event: VambeEvent } | { failure: Failure } {
	// n8n throws where an expression cannot be worked out. That is this item's fate, not the run's.
	const read = attempt(() => readEventForm(context, itemIndex));
	if (isError(read)) {
		const message = `A field's expression could not be worked out: ${read.message}`;
		return { failure: failureOf(VAMBE, 'INVALID_EVENT', 'rejected', message) };
	}
	const built = buildEvent(read.form, context.getTimezone(), now);
	const faults = 'faults' in built ? [...read.faults, ...built.faults] : read.faults;
	return 'event' in built && faults.length === 0
		? built
		: { failure: invalidEvent(faults, read.form) };
}

function invalidEvent(faults: Fault[], form: EventForm): Failure {
	const [first, ...others] = faults.map(
		({ place, message }) => `${nameOfField(place, form)} ${message}`,
	);
	const more = others.length > 0 ? ` Also: ${others.join('; ')}.` : '';
	return failureOf(VAMBE, 'INVALID_EVENT', 'rejected', first, {
		description: VAMBE.advice.INVALID_EVENT.description + more,
		issues: faults.map(toIssue),
	});
}
