import { HELP, readOptions } from '../../../tools/soak/readOptions';

it('It takes an hour, a run every three seconds, and always the same faults', () => {
	expect(readOptions([])).toEqual({ minutes: 60, everySeconds: 3, seed: '1' });
});

it('Flags say otherwise', () => {
	expect(readOptions(['--minutes', '0.5', '--every', '59', '--seed', 'x'])).toEqual({
		minutes: 0.5,
		everySeconds: 59,
		seed: 'x',
	});
});

it('Help is no option to go on with', () => {
	expect(readOptions(['--help'])).toBeUndefined();
});

it.each([
	[['--fast'], "Unknown option '--fast'"],
	[['60'], "Unexpected argument '60'"],
	[['--minutes', 'long'], '--minutes takes a number above 0'],
	[['--minutes', '0'], '--minutes takes a number above 0'],
	[['--minutes', 'Infinity'], '--minutes takes a number above 0'],
	[['--every', '0'], '--every takes a whole number from 1 to 59'],
	[['--every', '1.5'], '--every takes a whole number from 1 to 59'],
	[['--every', '60'], '--every takes a whole number from 1 to 59'],
])('%j is not understood, and help comes with it', (args, message) => {
	expect(() => readOptions(args)).toThrow(message);
	expect(() => readOptions(args)).toThrow(HELP);
});
