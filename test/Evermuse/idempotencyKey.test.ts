import { idempotencyKey } from '../../nodes/Evermuse/logic/idempotencyKey';

const BODY = Buffer.from('{"a":1}\n');

describe('The idempotency key from the content', () => {
	const keyOf = (text: string, label = '', isFirst = true) =>
		idempotencyKey({ from: 'content', label }, Buffer.from(text), isFirst);

	it.each(['', 'again'])('is the same for the same bytes under the label "%s"', (label) => {
		expect(keyOf('{"a":1}\n', label)).toBe(keyOf('{"a":1}\n', label));
		expect(keyOf('{"a":1}\n', label, true)).toBe(keyOf('{"a":1}\n', label, false));
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

	it('is another one under each label', () => {
		const labels = ['', ' ', 'again', 'Again', '🙂', '2026-02-24'];

		expect(new Set(labels.map((label) => keyOf('{"a":1}\n', label))).size).toBe(labels.length);
	});

	it('never changes from one release to the next', () => {
		// The SHA-256 of the bytes: a release that changed it would store a repeat twice.
		expect(keyOf('{"a":1}\n')).toBe(
			'e346432021b04179518d9614f3560ccd71354a4ee101ddcb893d6959a9d6301c',
		);
	});
});

describe('An own idempotency key', () => {
	const keyOf = (key: string, body = BODY, isFirst = true) =>
		idempotencyKey({ from: 'custom', key }, body, isFirst);

	it.each([
		['letters and signs', 'Nightly run: 2026-02-24/a_b', 'Nightly run: 2026-02-24/a_b'],
		['two-byte letters', 'ñandú', '%c3b1and%c3ba'],
		['emoji', 'a🙂', 'a%f09f9982'],
		['half of an emoji', 'a\ud83d', 'a%efbfbd'],
		['a line end', 'a\nb', 'a%0ab'],
	])('of %s is sent in letters that a header keeps', (_what, key, sent) => {
		expect(keyOf(key)).toBe(sent);
	});

	it('stands as it is for the first batch of a run, whatever is in it', () => {
		expect(keyOf('nightly')).toBe('nightly');
		expect(keyOf('nightly', Buffer.from('{"a":2}\n'))).toBe('nightly');
	});

	it('bears a mark of the content for any other request, and the same one in the next run', () => {
		const marked = keyOf('nightly', BODY, false);

		expect(marked).toBe('nightly-e346432021b04179');
		expect(keyOf('nightly', Buffer.from('{"a":2}\n'), false)).not.toBe(marked);
	});

	it.each([
		['just fits', 256, true, /^k{256}$/],
		['just fits with its mark', 256 - 17, false, /^k{239}-e346432021b04179$/],
		['is too long', 257, true, /^[0-9a-f]{64}$/],
		['is too long with its mark', 240, false, /^[0-9a-f]{64}$/],
	])('that %s has at most 256 characters', (_what, length, isFirst, key) => {
		expect(keyOf('k'.repeat(length), BODY, isFirst)).toMatch(key);
	});

	it('that is too long differs from another one, and so do its batches', () => {
		const keys = [
			keyOf('k'.repeat(300)),
			keyOf(`${'k'.repeat(300)}2`),
			keyOf('k'.repeat(300), BODY, false),
			keyOf('k'.repeat(300), Buffer.from('{"a":2}\n'), false),
		];

		expect(new Set(keys).size).toBe(keys.length);
	});
});

it.each([true, false])('There is no idempotency key when the user wants none', (isFirst) => {
	expect(idempotencyKey({ from: 'none' }, BODY, isFirst)).toBeUndefined();
});
