import { readRetryAfter } from '../../nodes/shared/logic/retryAfter';

const NOON = Date.parse('2026-03-02T12:00:00Z');

describe('The time a service asks us to wait', () => {
	it.each([
		['seconds in the body', 5, undefined, 5_000],
		['seconds as text in the body', '7', undefined, 7_000],
		['a part of a second', 1.5, undefined, 1_500],
		['seconds in the header', undefined, '30', 30_000],
		['a date in the header', undefined, 'Mon, 02 Mar 2026 12:00:20 GMT', 20_000],
		['the body before the header', 5, '30', 5_000],
		['the header when the body holds nonsense', 'soon', '30', 30_000],
		['the header when the body holds a negative number', -1, '30', 30_000],
		['a second at least', 0, undefined, 1_000],
		['a second for a date that has passed', undefined, 'Mon, 02 Mar 2026 11:00:00 GMT', 1_000],
		['exactly an hour', 3_600, undefined, 3_600_000],
		['an hour at most', 3_601, undefined, 3_600_000],
		['an hour for a date next year', undefined, 'Tue, 02 Mar 2027 12:00:00 GMT', 3_600_000],
	])('is %s', (_what, fromBody, fromHeader, ms) => {
		expect(readRetryAfter(fromBody, fromHeader, NOON)).toBe(ms);
	});

	it.each([
		['nothing', undefined, undefined],
		['null', null, null],
		['empty text', '', ' '],
		['words', 'soon', 'later'],
		['an object', {}, {}],
		['a list', [5], ['5']],
		['true', true, true],
		['not a number', NaN, 'NaN'],
		['infinity', Infinity, 'Infinity'],
	])('is not known from %s', (_what, fromBody, fromHeader) => {
		expect(readRetryAfter(fromBody, fromHeader, NOON)).toBeUndefined();
	});
});
