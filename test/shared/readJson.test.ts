import { readJson } from '../../nodes/shared/readJson';

describe('A JSON field', () => {
	it.each([
		['an object', '{"name":"María 🙂"}', { name: 'María 🙂' }],
		['a list', '[1, 2]', [1, 2]],
		['a number', '7', 7],
		['null', ' null ', null],
	])('that holds %s as text is read', (_what, text, value) => {
		expect(readJson(text)).toEqual({ value });
	});

	it.each([
		['an object', { name: 'María' }],
		['a list', [1]],
		['a number', 7],
		['null', null],
		['nothing', undefined],
	])('that an expression fills with %s holds that', (_what, value) => {
		expect(readJson(value)).toEqual({ value });
	});

	it.each(['', ' \n'])('that is left empty says so: %j', (text) => {
		expect(readJson(text)).toEqual({ reason: 'is empty' });
	});

	it.each([
		['cut short', '{"name":'],
		['with a comma too many', '{"a":1,}'],
		['of single quotes', "{'a':1}"],
		['text', 'Hola'],
	])('with JSON that is none, such as %s, says where it goes wrong', (_what, text) => {
		expect(readJson(text)).toEqual({ reason: expect.stringMatching(/^is not valid JSON: .+$/) });
	});
});
