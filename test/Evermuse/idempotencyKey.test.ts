import { idempotencyKey } from '../../nodes/Evermuse/logic/idempotencyKey';

const BODY = Buffer.from('{"a":1}\n');

describe('The idempotency key from the content', () => {
	const keyOf = (text: string, batchIndex = 0) =>
		idempotencyKey({ from: 'content' }, Buffer.from(text), batchIndex);

	it('is the same for the same bytes, whatever their place in the run', () => {
		expect(keyOf('{"a":1}\n', 0)).toBe(keyOf('{"a":1}\n', 7));
	});

	it.each([
		['another value', '{"a":2}\n'],
		['another order', '{"b":1,"a":1}\n'],
		['another form', '[{"a":1}]'],
		['nothing', ''],
		['an emoji', '{"a":"🙂"}\n'],
	])('is another one for %s', (_what, text) => {
		expect(keyOf(text)).not.toBe(keyOf('{"a":1}\n'));
	});

	it('never changes from one release to the next', () => {
		// The SHA-256 of the bytes: a release that changed it would store a repeat twice.
		expect(keyOf('{"a":1}\n')).toBe(
			'e346432021b04179518d9614f3560ccd71354a4ee101ddcb893d6959a9d6301c',
		);
	});
});

describe('An own idempotency key', () => {
	const keyOf = (key: string, batchIndex = 0) =>
		idempotencyKey({ from: 'custom', key }, BODY, batchIndex);

	it.each([
		['letters and signs', 'Nightly run: 2026-02-24/a_b', 'Nightly run: 2026-02-24/a_b'],
		['two-byte letters', 'ñandú', '%c3b1and%c3ba'],
		['emoji', 'a🙂', 'a%f09f9982'],
		['half of an emoji', 'a\ud83d', 'a%efbfbd'],
		['a line end', 'a\nb', 'a%0ab'],
	])('of %s is sent in letters that a header keeps', (_what, key, sent) => {
		expect(keyOf(key)).toBe(sent);
	});

	it.each([
		[0, 'nightly'],
		[1, 'nightly-2'],
		[9, 'nightly-10'],
	])('of batch %i is %s', (batchIndex, key) => {
		expect(keyOf('nightly', batchIndex)).toBe(key);
	});

	it.each([
		['just fits', 256, 0, 'k'.repeat(256)],
		['is too long', 257, 0, 'k'.repeat(256)],
		['has no place for the number', 256, 1, `${'k'.repeat(254)}-2`],
		['has no place for a longer number', 256, 99, `${'k'.repeat(252)}-100`],
	])('that %s has 256 characters all the same', (_what, length, batchIndex, key) => {
		expect(keyOf('k'.repeat(length), batchIndex)).toBe(key);
	});
});

it('There is no idempotency key when the user wants none', () => {
	expect(idempotencyKey({ from: 'none' }, BODY, 0)).toBeUndefined();
});
