import { serializeRecord } from '../../nodes/Evermuse/logic/serializeRecord';

const circular: Record<string, unknown> = { name: 'Ana' };
circular.self = circular;

/** An object that is written as text, and could not be walked through. */
const writtenAsText = { toJSON: () => '2026-02-24T12:34:56Z', inner: circular };

describe('A record as text', () => {
	it.each([
		['letters', { text: 'Hola' }, '{"text":"Hola"}'],
		['two-byte letters and emoji', { ñ: 'María 🙂' }, '{"ñ":"María 🙂"}'],
		['line ends, escaped', { text: 'a\nb\u2028' }, '{"text":"a\\nb\u2028"}'],
		['null and zero', { a: null, b: 0 }, '{"a":null,"b":0}'],
		['the word null', { text: 'null' }, '{"text":"null"}'],
		['an escape that was typed', { text: '\\ud83d' }, '{"text":"\\\\ud83d"}'],
		['no field that is undefined', { a: 1, b: undefined }, '{"a":1}'],
		['a Date as UTC', { at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
		['what a value makes of itself', { at: writtenAsText }, '{"at":"2026-02-24T12:34:56Z"}'],
		[
			'what a value makes of itself, beside null',
			{ a: null, at: writtenAsText },
			'{"a":null,"at":"2026-02-24T12:34:56Z"}',
		],
		['nothing in it', {}, '{}'],
	])('has %s', (_what, record, text) => {
		expect(serializeRecord(record)).toEqual({ text });
	});

	it.each([
		['not a number', { data: { score: NaN } }, 'data.score', 'is NaN, which JSON cannot hold'],
		['infinity', { a: [0, -Infinity] }, 'a[1]', 'is -Infinity, which JSON cannot hold'],
		[
			'the first half of an emoji',
			{ data: { text: 'Hola \ud83d' } },
			'data.text',
			'holds half of a character (a lone surrogate)',
		],
		[
			'the second half of an emoji',
			{ tags: ['\ude42'] },
			'tags[0]',
			'holds half of a character (a lone surrogate)',
		],
		[
			'half of an emoji in a name',
			{ 'a\ud83d': 1 },
			'a\ud83d',
			'has half of a character (a lone surrogate) in its name',
		],
		[
			'a Date that is none',
			{ data: { at: new Date('tomorrow') } },
			'data.at',
			'is an invalid date or time',
		],
	])('is none with %s, and the field is named', (_what, record, path, message) => {
		expect(serializeRecord(record)).toEqual({ issues: [{ path, message }] });
	});

	it('names every loss', () => {
		expect(serializeRecord({ a: NaN, b: [{ c: Infinity }] })).toEqual({
			issues: [
				{ path: 'a', message: 'is NaN, which JSON cannot hold' },
				{ path: 'b[0].c', message: 'is Infinity, which JSON cannot hold' },
			],
		});
	});

	it.each([
		['a number too large for JSON', { a: 1n }, /^cannot be written as JSON: .*BigInt/],
		['a cycle', circular, /^cannot be written as JSON: Converting circular structure to JSON$/],
		[
			'a value that cannot be written',
			{ a: { toJSON: () => Promise.reject.call(undefined) } },
			/^cannot be written as JSON: /,
		],
		['a value that is written as text', writtenAsText, /^is not a JSON object$/],
		['a value that is not written at all', { toJSON: () => undefined }, /^is not a JSON object$/],
		['a list', [], /^is not a JSON object$/],
	])('is none with %s', (_what, record, message) => {
		expect(serializeRecord(record)).toEqual({
			issues: [{ path: '', message: expect.stringMatching(message) }],
		});
	});
});
