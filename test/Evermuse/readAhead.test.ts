import { noop } from 'lodash';
import { readAhead } from '../../nodes/Evermuse/logic/readAhead';

/** Where what is handed on sets out at once. */
const atOnce = async () => undefined;

describe('Reading ahead', () => {
	it.each([
		[1, ['1 of 2', '2 of 3', '3 of 4', '4 of 4']],
		[2, ['1 of 3', '2 of 4', '3 of 4', '4 of 4']],
		[9, ['1 of 4', '2 of 4', '3 of 4', '4 of 4']],
	])('has the next %i values ready while one is being used, and no more', async (count, uses) => {
		const made: number[] = [];
		const values = readAhead(
			(async function* () {
				for (let value = 1; value <= 4; value++) {
					made.push(value);
					yield value;
				}
			})(),
			count,
			atOnce,
		);
		const used: string[] = [];

		for await (const value of values) {
			await new Promise(setImmediate);
			used.push(`${value} of ${made.length}`);
		}

		expect(used).toEqual(uses);
	});

	it('asks for nothing before what it handed on has set out', async () => {
		const made: number[] = [];
		let setOut: () => void = noop;
		const values = readAhead(
			(async function* () {
				for (let value = 1; value <= 2; value++) {
					made.push(value);
					yield value;
				}
			})(),
			1,
			async () => await new Promise<void>((resolve) => (setOut = resolve)),
		);

		await values.next();
		await new Promise(setImmediate);
		expect(made).toEqual([1]);
		setOut();
		expect((await values.next()).value).toBe(2);
	});

	it('of nothing is over at once', async () => {
		const nothing = (async function* (): AsyncGenerator<number> {})();

		expect(await readAhead(nothing, 2, atOnce).next()).toEqual({ value: undefined, done: true });
	});

	it('serves several that ask at the same time, each with a value of its own', async () => {
		const values = readAhead(
			(async function* () {
				yield* ['a', 'b', 'c'];
			})(),
			2,
			atOnce,
		);

		const all = await Promise.all([values.next(), values.next(), values.next(), values.next()]);

		expect(all.map(({ value }) => value as unknown)).toEqual(['a', 'b', 'c', undefined]);
	});

	it('fails where the values do, and not before', async () => {
		const values = readAhead(
			(async function* () {
				yield 'a';
				throw new Error('It broke');
			})(),
			3,
			atOnce,
		);

		expect(await values.next()).toEqual({ value: 'a', done: false });
		await new Promise(setImmediate);
		await expect(values.next()).rejects.toThrow('It broke');
	});
});
