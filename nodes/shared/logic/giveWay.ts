/**
 * To be called again and again in work that waits for nothing by itself: now and then it is time for
 * the others in the process.
 *
 * @param stretchMs how long work may go on at a stretch
 * @param now milliseconds on a clock that only goes forward
 * @param wait ends once all others had their turn
 * @returns what to wait for, if it is time
 */
export function createGiveWay(
	stretchMs: number,
	now: () => number,
	wait: () => Promise<void>,
): () => Promise<void> | undefined {
	let since = now();
	const rest = async () => {
		await wait();
		since = now();
	};
	return () => (now() - since < stretchMs ? undefined : rest());
}
