const HOUR_MS = 3_600_000;

/** How many of these times lie in one hour, whenever it begins: counted one by one, by no log. */
export const mostInAnyHour = (times: readonly number[]): number =>
	Math.max(
		0,
		...times.map((start) => times.filter((time) => time >= start && time < start + HOUR_MS).length),
	);
