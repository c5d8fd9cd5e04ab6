/** Lets through at most `limit` requests in any span of `spanMs`. */
export interface SlidingWindow {
	/** 0 when the request may pass, and it counts; else the milliseconds until one may. */
	waitFor(at: number): number;
	clear(): void;
}

export function slidingWindow(limit: number, spanMs: number): SlidingWindow {
	const passed: number[] = [];
	return {
		waitFor(at) {
			while (passed.length > 0 && passed[0] <= at - spanMs) passed.shift();
			if (passed.length >= limit) return passed[0] + spanMs - at;
			passed.push(at);
			return 0;
		},
		clear() {
			passed.length = 0;
		},
	};
}
