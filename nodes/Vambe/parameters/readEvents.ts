import { attempt } from 'lodash';
import type { IExecuteFunctions } from 'n8n-workflow';
import { giveWayToOthers } from '../../shared/givingWay';
import type { ItemResult } from '../../shared/logic/itemResult';
import { failureOf } from '../../shared/logic/readReply';
import type { Failure } from '../../shared/logic/reply';
import type { ReadParameter } from '../../shared/parameterReader';
import { parameterReader } from '../../shared/parameterReader';
import { VAMBE } from '../advice';
import type { EventForm } from '../logic/buildEvent';
import { buildEvent } from '../logic/buildEvent';
import type { Fault } from '../logic/checkEvent';
import { toIssue } from '../logic/checkEvent';
import type { AddressedEvent } from '../logic/deliverEvents';
import { nameOfField } from '../logic/nameOfField';
import { unresolvedExpression } from '../logic/unresolvedExpression';
import { readEventForm } from './readEventForm';

/**
 * The input items as events ready to send. Nothing is sent here.
 *
 * @param now milliseconds since the epoch
 * @param settled what need not be read, because it must not be sent again
 * @param unreadable why no item can be read
 */
export async function readEvents(
	context: IExecuteFunctions,
	now: number,
	settled: readonly ItemResult[],
	unreadable?: Error,
): Promise<{ events: AddressedEvent[]; invalid: ItemResult[] }> {
	const isSettled = new Set(settled.map(({ itemIndex }) => itemIndex));
	const events: AddressedEvent[] = [];
	const invalid: ItemResult[] = [];
	const readParameter = parameterReader(context);
	const giveWay = giveWayToOthers();
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		const turn = giveWay();
		if (turn) await turn;
		if (isSettled.has(itemIndex)) continue;
		// What cannot be read is this item's fate, not the run's.
		const read = unreadable ?? attempt(() => readItem(context, readParameter, itemIndex, now));
		if ('event' in read) events.push({ itemIndex, ...read });
		else {
			const failure =
				'failure' in read ? read.failure : unresolvedExpression(read, 'INVALID_EVENT');
			invalid.push({ itemIndex, ok: false, failure });
		}
	}
	return { events, invalid };
}

/** @throws where an expression of the form cannot be worked out */
function readItem(
	context: IExecuteFunctions,
	readParameter: ReadParameter,
	itemIndex: number,
	now: number,
): Omit<AddressedEvent, 'itemIndex'> | { failure: Failure } {
	const { form, faults } = readEventForm(context, readParameter, itemIndex);
	const built = buildEvent(form, context.getTimezone(), now);
	const allFaults = 'faults' in built ? [...faults, ...built.faults] : faults;
	return 'event' in built && allFaults.length === 0
		? { event: built.event, keyName: form.keyName }
		: { failure: invalidEvent(allFaults, form) };
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
