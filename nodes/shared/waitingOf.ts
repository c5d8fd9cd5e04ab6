import type { IExecuteFunctions } from 'n8n-workflow';
import { createPause } from './logic/pause';
import type { Waiting } from './logic/retry';
import { waitUnlessCancelled } from './waitUnlessCancelled';

/** A clock for waits, in milliseconds: one that is never set back. */
export const monotonicNow = (): number => performance.now();

/** Real waiting and real chance, for all senders of one run. */
export const waitingOf = (context: IExecuteFunctions): Waiting => ({
	wait: waitUnlessCancelled(context),
	random: Math.random,
	pause: createPause(monotonicNow),
});
