import type { Fault } from '../../sandbox/faults/fault';
import { draw, pick } from '../../sandbox/vambe/sampleChance';

/** Each leaves the connection in another state. */
const FAULTS: Fault[] = [
	{ kind: 'refuse', status: 429, retryAfter: 1 },
	{ kind: 'refuse', status: 503 },
	{ kind: 'reset', at: 'request', commit: 'before' },
	{ kind: 'reset', at: 'request', commit: 'never' },
	{ kind: 'resetUpload' },
	{ kind: 'close', at: 'head', commit: 'before' },
	{ kind: 'cut', framing: 'length', commit: 'before' },
	{ kind: 'hang', at: 'body', commit: 'before' },
	{ kind: 'drip', at: 'body', msPerByte: 100, commit: 'never' },
	{ kind: 'wrongBody', body: 'html', commit: 'before' },
	{ kind: 'redirect', status: 307, to: 'http://127.0.0.1:1/' },
];
const ONE_IN = 4;

/** What happens to each of so many requests, one in four of them; the same for the same seed. */
export const planFaults = (seed: string, requests: number): Array<Fault | null> =>
	Array.from({ length: requests }, (_, nth) =>
		draw(`${seed} whether ${nth}`, ONE_IN) === 0 ? pick(FAULTS, `${seed} what ${nth}`) : null,
	);
