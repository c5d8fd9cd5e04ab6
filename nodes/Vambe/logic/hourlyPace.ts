const HOUR_MS = 3_600_000;

/**
 * Asks for the next place among the requests of an hour.
 *
 * @returns 0 once the place is taken; otherwise how many milliseconds are left until one is free,
 * which is longer than the budget allows or was cut short by the user's Stop.
 */
export type TakeTurn = () => Promise<number>;

/**
 * Lets at most `maxPerHour` requests begin in any hour, whenever that hour begins: an exact log of the
 * times, because a counter that is set back each hour would let nearly twice as many through.
 *
 * @param maxPerHour 0 for no limit
 * @param maxWaitMs how long one turn may wait, in all
 * @param clock `now` in milliseconds, of a clock that is never set back
 */
export function hourlyPace(
	maxPerHour: number,
	maxWaitMs: number,
	{ now, wait }: { now: () => number; wait: (ms: number) => Promise<boolean> },
): TakeTurn {
	/** When the last `maxPerHour` requests began, oldest first. */
	const begun: number[] = [];
	const msUntilFree = () =>
		begun.length < maxPerHour ? 0 : Math.max(begun[0] + HOUR_MS - now(), 0);

	return async () => {
		if (maxPerHour === 0) return 0;
		let waitedMs = 0;
		// Several may have waited for the same place, so whoever wakes up looks again.
		for (let ms = msUntilFree(); ms > 0; ms = msUntilFree()) {
			if (waitedMs + ms > maxWaitMs || !(await wait(ms))) return ms;
			waitedMs += ms;
		}
		begun.push(now());
		if (begun.length > maxPerHour) begun.shift();
		return 0;
	};
}
