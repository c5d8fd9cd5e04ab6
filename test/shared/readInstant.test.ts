import { DateTime } from 'luxon';
import { readInstant } from '../../nodes/shared/logic/readInstant';

describe('A moment', () => {
	it.each([
		['to the second', '2026-02-24T12:34:56Z'],
		['with one decimal', '2026-02-24T12:34:56.7Z'],
		['with three decimals', '2026-02-24T12:34:56.789Z'],
		['on a leap day', '2028-02-29T00:00:00Z'],
	])('in UTC %s stays as it was written', (_what, text) => {
		expect(readInstant(text, 'America/Santiago')).toEqual({ iso: text, ms: Date.parse(text) });
	});

	it.each([
		['with an offset', '2026-02-24T12:34:56+02:00', 'UTC', '2026-02-24T10:34:56.000Z'],
		['with more decimals', '2026-02-24T12:34:56.789123Z', 'UTC', '2026-02-24T12:34:56.789Z'],
		['without seconds', '2026-02-24T12:34Z', 'UTC', '2026-02-24T12:34:00.000Z'],
		['in spaces', ' 2026-02-24T12:34:56+00:00 ', 'UTC', '2026-02-24T12:34:56.000Z'],
		['without a zone', '2026-02-24T12:34:56', 'UTC', '2026-02-24T12:34:56.000Z'],
		['in a summer', '2026-01-15T12:00:00', 'America/Santiago', '2026-01-15T15:00:00.000Z'],
		['in a winter', '2026-07-15T12:00:00', 'America/Santiago', '2026-07-15T16:00:00.000Z'],
		['with a space for T', '2026-07-15 12:00:00', 'Asia/Kolkata', '2026-07-15T06:30:00.000Z'],
		['of a whole day', '2026-07-15', 'America/Santiago', '2026-07-15T04:00:00.000Z'],
		['that clocks skip', '2026-03-08T02:30:00', 'America/New_York', '2026-03-08T07:30:00.000Z'],
	])('%s is read: %s in %s', (_what, text, zone, iso) => {
		expect(readInstant(text, zone)).toEqual({ iso, ms: Date.parse(iso) });
	});

	it.each([
		['2026-11-01T01:30:00', 'America/New_York', '2026-11-01T05:30:00.000Z'],
		['2026-10-25T02:30:00', 'Europe/Madrid', '2026-10-25T00:30:00.000Z'],
		['2026-04-04T23:30:00', 'America/Santiago', '2026-04-05T02:30:00.000Z'],
	])('that clocks show twice is the first of the two: %s in %s', (text, zone, iso) => {
		expect(readInstant(text, zone)).toEqual({ iso, ms: Date.parse(iso) });
	});

	it.each([
		['2026-10-25T02:30:00+02:00', '2026-10-25T00:30:00.000Z'],
		['2026-10-25T02:30:00+01:00', '2026-10-25T01:30:00.000Z'],
		['2026-10-25T00:30:00Z', '2026-10-25T00:30:00Z'],
		['2026-10-25T01:30:00Z', '2026-10-25T01:30:00Z'],
	])('that clocks show twice is what it says when it names its offset: %s', (text, iso) => {
		expect(readInstant(text, 'Europe/Madrid')).toEqual({ iso, ms: Date.parse(iso) });
	});

	it.each([
		['a Date', new Date('2026-02-24T12:34:56.789Z')],
		['a luxon value', DateTime.fromISO('2026-02-24T09:34:56.789', { zone: 'America/Santiago' })],
		[
			'the luxon value of another copy',
			{ toMillis: () => 0, valueOf: () => Date.parse('2026-02-24T12:34:56.789Z') },
		],
	])('is read from %s', (_what, value) => {
		const iso = '2026-02-24T12:34:56.789Z';
		expect(readInstant(value, 'UTC')).toEqual({ iso, ms: Date.parse(iso) });
	});

	it.each([
		['a time only', '12:34:56'],
		['empty text', ''],
		['a word', 'tomorrow'],
		['a day that does not exist', '2026-02-30'],
		['a day in UTC that does not exist', '2026-02-30T00:00:00Z'],
		['a month that does not exist', '2026-13-01T00:00:00Z'],
		['a date in the order of a country', '24/02/2026'],
		['an ordinal date', '2026-055'],
		['a date with words behind', '2026-02-24 at noon'],
		['an emoji', '📅'],
	])('is not %s, and the reason says so', (_what, text) => {
		expect(readInstant(text, 'UTC')).toEqual({
			reason: `is not a date and time in ISO 8601, e.g. 2026-04-21T14:30:00Z: ${text}`,
		});
	});

	it.each([
		['a number, which could count seconds or milliseconds', 1_771_936_496],
		['true', true],
		['null', null],
		['nothing', undefined],
		['an object', { year: 2026 }],
		['a Date that is none', new Date('tomorrow')],
		['a luxon value that is none', DateTime.fromISO('tomorrow')],
	])('is not %s', (_what, value) => {
		expect(readInstant(value, 'UTC')).toEqual({
			reason: 'is not a date and time: use ISO 8601, e.g. 2026-04-21T14:30:00Z',
		});
	});
});
