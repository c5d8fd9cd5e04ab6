import { HELP, readOptions } from '../../../bench/speed/readOptions';

const NAMES = ['packing', 'sending', 'size'] as const;

it('Everything is measured unless something is named, in the order that there is', () => {
	expect(readOptions([], NAMES)?.wanted).toEqual([...NAMES]);
	expect(readOptions(['size', 'packing'], NAMES)?.wanted).toEqual(['packing', 'size']);
});

it('Flags say how much', () => {
	const args = ['--runs', '7', '--sizes', '10,20', '--latency', '0'];
	expect(readOptions(args, NAMES)?.options).toMatchObject({
		runs: 7,
		sizes: [10, 20],
		sendingLatencyMs: 0,
		events: 2_000,
	});
});

it.each([[['help']], [['--help']]])('%j asks for help', (args) => {
	expect(readOptions(args, NAMES)).toBeUndefined();
});

it.each([
	[['speed'], 'There is no "speed" to measure'],
	[['--fast'], "Unknown option '--fast'"],
	[['--runs', 'many'], '--runs takes whole numbers, 1 or more'],
	[['--sizes', '10,'], '--sizes takes whole numbers, 1 or more'],
	[['--runs', '0'], '--runs takes whole numbers, 1 or more'],
])('%j is not understood, and help comes with it', (args, message) => {
	expect(() => readOptions(args, NAMES)).toThrow(message);
	expect(() => readOptions(args, NAMES)).toThrow(HELP);
});
