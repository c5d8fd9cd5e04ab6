import { DateTime } from 'luxon';
import { faultOfJson } from '../../nodes/Vambe/logic/faultOfJson';

const circular: Record<string, unknown> = { name: 'Ana' };
circular.self = circular;

const HALF = 'holds half a character, which cannot be sent: it was cut in the middle of an emoji';

describe('A value to be written as JSON', () => {
	test.each<[what: string, value: unknown]>([
		['text', 'María 🙂'],
		['an escape that was typed', '\\ud83d'],
		['null', null],
		['nothing', undefined],
		['zero', 0],
		['null inside', { plan: null, tags: [null] }],
		['a date', new Date(0)],
		['a luxon date inside', { at: DateTime.utc(2026) }],
		['objects and lists', { a: [{ b: ['c'] }] }],
	])('is sound as %s', (_what, value) => {
		expect(faultOfJson(value)).toBeUndefined();
	});

	test.each<[what: string, value: unknown, fault: string]>([
		['NaN', NaN, 'holds NaN, which is no number to send'],
		['infinity inside', { a: [1, -Infinity] }, 'holds -Infinity, which is no number to send'],
		['the first half of an emoji', 'Hola \ud83d', HALF],
		['the second half of an emoji inside', { tags: ['\ude42'] }, HALF],
		['half an emoji in a name', { 'a\ud83d': 1 }, HALF],
		['a date that is none', { at: new Date('tomorrow') }, 'holds a date or time that is none'],
		['a luxon date that is none', DateTime.invalid('x'), 'holds a date or time that is none'],
		[
			'an object that holds itself',
			circular,
			'cannot be written as JSON: Converting circular structure to JSON',
		],
		['a BigInt', { total: 1n }, expect.stringMatching(/^cannot be written as JSON: .*BigInt/)],
	])('is not with %s, and it is said why', (_what, value, fault) => {
		expect(faultOfJson(value)).toEqual(fault);
	});
});
