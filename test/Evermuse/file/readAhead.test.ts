import { readAhead } from '../../../nodes/Evermuse/logic/file/readAhead';

describe('Reading ahead', () => {
	it('has the next value ready while one is being used, and no further', async () => {
		const made: number[] = [];
		const values = readAhead(
			(async function* () {
				for (let value = 1; value <= 4; value++) {
					made.push(value);
					yield value;
				}
			})(),
		);
		const used: unknown[] = [];

		for await (const value of values) {
			await new Promise(setImmediate);
			used.push([value, ...made]);
		}

		expect(used).toEqual([
			[1, 1, 2],
			[2, 1, 2, 3],
			[3, 1, 2, 3, 4],
			[4, 1, 2, 3, 4],
		]);
	});

	it('of nothing is over at once', async () => {
		const nothing = (async function* (): AsyncGenerator<number> {})();

		expect(await readAhead(nothing).next()).toEqual({ value: undefined, done: true });
	});

	it('serves several that ask at the same time, each with a value of its own', async () => {
		const values = readAhead(
			(async function* () {
				yield* ['a', 'b', 'c'];
			})(),
		);

		const all = await Promise.all([values.next(), values.next(), values.next(), values.next()]);

		expect(all.map(({ value }) => value as unknown)).toEqual(['a', 'b', 'c', undefined]);
	});
});
