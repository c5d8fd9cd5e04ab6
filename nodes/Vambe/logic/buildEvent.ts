import { omitBy } from 'lodash';
import { readInstant } from '../../shared/logic/readInstant';
import type { VambeEvent } from '../schemas/event';
import { asText } from './asText';
import type { Fault } from './checkEvent';
import { checkEvent } from './checkEvent';
import { withEventKey } from './eventKey';
import type { LongText, NestedValues } from './flattenProperties';
import { flattenProperties } from './flattenProperties';

/** What a resource locator holds. */
export interface Located {
	mode: string;
	value: unknown;
}

/** The form of Vambe Event for one input item, expressions resolved. */
export interface EventForm {
	event: unknown;
	contact: Located;
	channel: Located;
	occurredAt: unknown;
	/** Name and value of each property, nested or not. */
	properties: Array<[name: string, value: unknown]>;
	additionalFields: Partial<
		Record<'aiContactId' | 'channelId' | 'channelPhone' | 'email' | 'name' | 'phone', unknown>
	>;
	nestedValues: NestedValues;
	longText: LongText;
	/** The name of the property that holds the event's key, if it is to have one. */
	keyName?: string;
}

/** What a resource locator sets, by its mode. */
const IDENTIFIER: Record<'channel' | 'contact', Record<string, string>> = {
	contact: { phone: 'phone', list: 'aiContactId', id: 'aiContactId' },
	channel: { phone: 'channelPhone', list: 'channelId', id: 'channelId' },
};

/**
 * The event that a form describes.
 *
 * @param zone in which a local time is read
 * @param now milliseconds since the epoch
 * @returns the event, checked and ready to send; otherwise everything that is wrong with it
 */
export function buildEvent(
	form: EventForm,
	zone: string,
	now: number,
): { event: VambeEvent } | { faults: Fault[] } {
	const { additionalFields: more } = form;
	const { properties, faults } = flattenProperties(
		form.properties,
		form.nestedValues,
		form.longText,
	);
	const hasTime = asText(form.occurredAt) !== undefined;
	const instant = hasTime ? readInstant(form.occurredAt, zone) : { iso: undefined };
	if ('reason' in instant) faults.push({ place: ['occurredAt'], message: instant.reason });

	const event = withoutEmpty({
		event: asText(form.event),
		occurredAt: 'iso' in instant ? instant.iso : undefined,
		properties,
		contact: withoutEmpty({
			aiContactId: asText(more.aiContactId),
			phone: asText(more.phone),
			name: asText(more.name),
			email: asText(more.email),
			...locate(form, 'contact'),
		}),
		channel: withoutEmpty({
			channelId: asText(more.channelId),
			channelPhone: asText(more.channelPhone),
			...locate(form, 'channel'),
		}),
	});
	const allFaults = [...faults, ...checkEvent(event, now)];
	if (allFaults.length > 0) return { faults: allFaults };
	const checked = event as VambeEvent;
	return { event: form.keyName ? withEventKey(checked, form.keyName) : checked };
}

/** The identifier that the resource locator gives, under its name in the API; none if it is empty. */
export function locate(form: EventForm, which: 'channel' | 'contact'): Record<string, unknown> {
	const { mode, value } = form[which];
	const text = asText(value);
	return text === undefined ? {} : { [IDENTIFIER[which][mode]]: text };
}

const withoutEmpty = (values: object) => omitBy(values, (value) => value === undefined);
