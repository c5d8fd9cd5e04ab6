import { inOrder } from '../../nodes/shared/logic/inOrder';

/** Work that ends when the test says so. */
function workbench() {
	const begun: number[] = [];
	const finish = new Map<number, () => void>();
	const work = async (entry: number): Promise<string> => {
		begun.push(entry);
		await new Promise<void>((resolve) => finish.set(entry, resolve));
		return `done ${entry}`;
	};
	const end = async (entry: number) => {
		finish.get(entry)?.();
		await new Promise(setImmediate);
	};
	return { begun, work, end };
}

describe('Work on a list', () => {
	it('is begun in order, and no more than so many are under way', async () => {
		const { begun, work, end } = workbench();
		const all = inOrder([0, 1, 2, 3], 2, work);

		expect(begun).toEqual([0, 1]);
		await end(1);
		expect(begun).toEqual([0, 1, 2]);
		await end(0);
		expect(begun).toEqual([0, 1, 2, 3]);
		await end(3);
		await end(2);
		expect(await all).toEqual(['done 0', 'done 1', 'done 2', 'done 3']);
	});

	it('gives its results in the order of the list, whichever is done first', async () => {
		const { work, end } = workbench();
		const all = inOrder([0, 1, 2], 3, work);

		await end(2);
		await end(0);
		await end(1);
		expect(await all).toEqual(['done 0', 'done 1', 'done 2']);
	});

	it('begins nothing more once it is stopped, and lets what is under way end', async () => {
		const { begun, work, end } = workbench();
		let stopped = false;
		const all = inOrder([0, 1, 2, 3], 2, work, () => stopped);

		stopped = true;
		await end(0);
		await end(1);
		expect(await all).toEqual(['done 0', 'done 1', undefined, undefined]);
		expect(begun).toEqual([0, 1]);
	});

	it.each([
		['no entry', [], 3, []],
		['one entry', [7], 3, [7]],
		['fewer entries than may be under way', [7, 8], 3, [7, 8]],
		['nothing side by side', [7, 8, 9], 1, [7, 8, 9]],
	])('is done with %s', async (_what, entries, concurrency, results) => {
		expect(await inOrder(entries, concurrency, async (entry) => entry)).toEqual(results);
	});

	it('fails when the work throws', async () => {
		const work = async () => {
			throw new Error('broken');
		};

		await expect(inOrder([1], 1, work)).rejects.toThrow('broken');
	});
});
