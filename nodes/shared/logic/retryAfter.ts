const MIN_WAIT_MS = 1_000;
const MAX_WAIT_MS = 3_600_000;

/**
 * How long a service asks us to wait, from wherever it says so.
 *
 * @param fromBody the body's `retryAfter`: seconds, as a number or as text
 * @param fromHeader the `Retry-After` header: seconds or an HTTP date (RFC 9110, 10.2.3)
 * @param now milliseconds since the epoch
 * @returns milliseconds between a second and an hour; `undefined` if nothing sensible was said
 */
export function readRetryAfter(
	fromBody: unknown,
	fromHeader: unknown,
	now: number,
): number | undefined {
	const waits = [secondsToMs(fromBody), secondsToMs(fromHeader), untilDate(fromHeader, now)];
	const wait = waits.find((ms) => ms !== undefined);
	return wait === undefined ? undefined : Math.min(Math.max(wait, MIN_WAIT_MS), MAX_WAIT_MS);
}

function secondsToMs(value: unknown): number | undefined {
	const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
	const seconds = Number(text);
	return text !== '' && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined;
}

function untilDate(value: unknown, now: number): number | undefined {
	const at = typeof value === 'string' ? Date.parse(value) : NaN;
	return Number.isNaN(at) ? undefined : at - now;
}
