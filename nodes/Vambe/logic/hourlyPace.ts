const HOUR_MS = 3_600_000;

/** The places among the requests of an hour. */
export interface HourlyPace {
	/** 0 for no limit. */
	maxPerHour: number;
	/** How many milliseconds are left until a place is free. */
	leftMs(): number;
	/** Takes the place that is free now. */
	take(): void;
}

/**
 * Lets at most `maxPerHour` requests begin in any hour, whenever that hour begins: an exact log of the
 * times, because a counter that is set back each hour would let nearly twice as many through.
 *
 * @param maxPerHour 0 for no limit
 * @param begun when earlier requests began, oldest first. What is taken is added, and what is older
 * than an hour goes, so a log that is handed on from one run to the next holds over all of them.
 * @param now milliseconds on a clock that is never set back
 */
export function hourlyPace(maxPerHour: number, begun: number[], now: () => number): HourlyPace {
	if (maxPerHour === 0) return { maxPerHour, leftMs: () => 0, take: () => undefined };

	// Another worker's clock may be ahead of ours, but what it began, it began before now.
	begun.forEach((time, index) => (begun[index] = Math.min(time, now())));
	return {
		maxPerHour,
		leftMs() {
			const mustBeOver = begun.at(-maxPerHour);
			return mustBeOver === undefined ? 0 : Math.max(mustBeOver + HOUR_MS - now(), 0);
		},
		take() {
			begun.push(now());
			while (begun[0] + HOUR_MS <= now()) begun.shift();
		},
	};
}
