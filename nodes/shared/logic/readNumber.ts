/**
 * A number as an option gives it: typed, or text by expression.
 *
 * @returns the number within its bounds, or the fallback if there is none
 */
export function readNumber(
	value: unknown,
	fallback: number,
	min: number,
	max: number = Number.MAX_SAFE_INTEGER,
): number {
	const given = value === '' || value === null || value === undefined ? NaN : Number(value);
	return Number.isNaN(given) ? fallback : Math.min(Math.max(given, min), max);
}
