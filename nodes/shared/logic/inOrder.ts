/**
 * Does a piece of work for each entry, begun in order, at most `concurrency` under way.
 *
 * @param work is not called any more once `stopped()` is true.
 * @returns what came of each entry, in the entries' order; `undefined` for those that were not begun.
 */
export async function inOrder<Entry, Result>(
	entries: readonly Entry[],
	concurrency: number,
	work: (entry: Entry) => Promise<Result>,
	stopped: () => boolean = () => false,
): Promise<Array<Result | undefined>> {
	const results = new Array<Result | undefined>(entries.length).fill(undefined);
	let next = 0;
	const worker = async () => {
		while (next < entries.length && !stopped()) {
			const index = next++;
			results[index] = await work(entries[index]);
		}
	};
	await Promise.all(Array.from({ length: Math.min(concurrency, entries.length) }, worker));
	return results;
}
