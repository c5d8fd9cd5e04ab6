import type { IExecuteFunctions } from 'n8n-workflow';
import { createPause } from './logic/pause';
import type { Waiting } from './logic/retry';
import { waitUnlessCancelled } from './waitUnlessCancelled';

/** A clock for waits, in milliseconds: one that is never set back. */
export const monotonicNow = (): number => performance.now();

/** Real waiting and real chance, for all senders of one run, and how long they have waited in all. */
export function waitingOf(context: IExecuteFunctions): Waiting & { waitedMs: () => number } {
	const wait = waitUnlessCancelled(context);
	let waitedMs = 0;
	return {
		wait: async (ms) => {
			waitedMs += ms;
			return await wait(ms);
		},
		waitedMs: () => waitedMs,
		random: Math.random,
		pause: createPause(monotonicNow),
	};
}
