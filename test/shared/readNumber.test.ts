import { readNumber } from '../../nodes/shared/logic/readNumber';

describe('A number in an option', () => {
	it.each([
		['typed', 7, 7],
		['given as text', '7', 7],
		['with decimals', 2.5, 2.5],
		['at the lower bound', 1, 1],
		['below it', 0, 1],
		['far below it', -Infinity, 1],
		['at the upper bound', 10, 10],
		['above it', 11, 10],
		['far above it', 'Infinity', 10],
	])('that is %s counts within its bounds', (_what, value, read) => {
		expect(readNumber(value, 5, 1, 10)).toBe(read);
	});

	it.each([
		['left out', undefined],
		['null', null],
		['empty', ''],
		['a word', 'many'],
		['not a number', NaN],
		['an object', {}],
	])('that is %s has its default', (_what, value) => {
		expect(readNumber(value, 5, 1, 10)).toBe(5);
	});

	it('without an upper bound may be as large as it likes', () => {
		expect(readNumber(1e12, 5, 1)).toBe(1e12);
	});
});
