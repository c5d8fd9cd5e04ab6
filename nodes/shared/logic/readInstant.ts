import { DateTime } from 'luxon';

/** A moment, as text for the wire and as milliseconds since the epoch. */
export interface Instant {
	iso: string;
	ms: number;
}

const STARTS_WITH_DATE = /^\d{4}-\d{2}-\d{2}/;
const UTC_TO_THE_MILLISECOND = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

/**
 * Reads a moment in any form that n8n hands over: ISO 8601 text from the date picker or an
 * expression, with `T` or a space, or a Date or luxon value.
 *
 * @param zone IANA name of the zone in which a local time is read, as n8n's own date nodes do
 * @returns UTC with at most three decimals, ending in `Z`; text that is so already stays as it is.
 * Otherwise the reason why it is not a moment, to be put behind the field's name.
 */
export function readInstant(value: unknown, zone: string): Instant | { reason: string } {
	if (typeof value === 'string') return readText(value.trim(), zone);
	const ms = Number(isDateLike(value) ? value.valueOf() : NaN);
	if (Number.isNaN(ms)) {
		return { reason: 'is not a date and time: use ISO 8601, e.g. 2026-04-21T14:30:00Z' };
	}
	return { iso: new Date(ms).toISOString(), ms };
}

function readText(text: string, zone: string): Instant | { reason: string } {
	if (UTC_TO_THE_MILLISECOND.test(text)) {
		const utc = Date.parse(text);
		// Of the 30th of February it makes another day. All that is not so simple is for luxon.
		const isThatDay = new Date(utc).getUTCDate() === Number(text.slice(8, 10));
		if (isThatDay) return { iso: text, ms: utc };
	}
	// With `setZone`, text that names its own offset is at no place where clocks are set back.
	const parsed = DateTime.fromISO(text.replace(' ', 'T'), { zone, setZone: true });
	if (!STARTS_WITH_DATE.test(text) || !parsed.isValid) {
		return { reason: `is not a date and time in ISO 8601, e.g. 2026-04-21T14:30:00Z: ${text}` };
	}
	// When clocks are set back, an hour comes twice. The first time is meant, whatever today's date is.
	const ms = parsed.getPossibleOffsets()[0].toMillis();
	return { iso: UTC_TO_THE_MILLISECOND.test(text) ? text : new Date(ms).toISOString(), ms };
}

/** Whether this is a Date or a luxon DateTime, perhaps of another copy of luxon than ours. */
const isDateLike = (value: unknown): value is { valueOf(): number } =>
	value instanceof Date ||
	(typeof value === 'object' &&
		value !== null &&
		typeof Reflect.get(value, 'toMillis') === 'function');
