import { withoutKey } from '../../nodes/shared/logic/withoutKey';

const KEY = 'em_sk_2hT9"\\x';

describe('The API key is taken out of an answer', () => {
	it.each([
		['text', `Unknown: ${KEY}`, 'Unknown: (API key)'],
		['a field', { message: `Unknown: ${KEY}` }, { message: 'Unknown: (API key)' }],
		[
			'a list inside a list',
			{ a: [{ b: [KEY, KEY] }] },
			{ a: [{ b: ['(API key)', '(API key)'] }] },
		],
		['the name of a field', { [KEY]: 1 }, { '(API key)': 1 }],
	])('wherever it stands: %s', (_where, body, expected) => {
		expect(withoutKey(body, KEY)).toEqual(expected);
	});

	it.each([
		['without the key', { message: 'Unknown', at: [1, null, true] }],
		['that is empty', ''],
		['that is missing', undefined],
	])('and an answer %s stays the very same', (_what, body) => {
		expect(withoutKey(body, KEY)).toBe(body);
	});

	it.each(['', 'e', 'message'])('but nothing is when the key is %j, which no key is', (apiKey) => {
		const body = { message: 'a message' };

		expect(withoutKey(body, apiKey)).toBe(body);
	});
});
