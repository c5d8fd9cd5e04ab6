import type { IExecuteFunctions } from 'n8n-workflow';
import { isTool } from '../shared/isTool';
import { waitingOf } from '../shared/waitingOf';
import type { Timing } from './logic/deliverEvents';
import type { SentLedger } from './logic/sentLedger';
import { hourlyPace } from './logic/hourlyPace';
import type { KeptPause } from './logic/keptPause';
import { resumePause } from './logic/keptPause';

/**
 * What a node that writes to Vambe keeps in n8n's context of it. That lives as long as the execution:
 * through the tries of Retry On Fail, the rounds of a loop, a Wait (n8n then saves it as JSON), and
 * the retry of a failed execution.
 */
export interface VambeMemory {
	sentLedger?: SentLedger;
	/** When the requests of the last hour began. */
	requestTimes?: number[];
	pause?: KeptPause;
}

export const memoryOf = (context: IExecuteFunctions): VambeMemory => context.getContext('node');

/**
 * n8n's number of this run of the node, the same in each try of it.
 *
 * @returns `undefined` for an agent that runs its tools by itself: that gives each try of a call
 * another number, and may give two calls the same
 */
export const runOf = (context: IExecuteFunctions): number | undefined =>
	isRunByAgent(context) ? undefined : (context.getWorkflowDataProxy(0).$runIndex as number);

/** Older versions of n8n cannot say it: in those, an agent runs all of its tools by itself. */
const isRunByAgent = (context: IExecuteFunctions): boolean =>
	context.isToolExecution?.() ?? isTool(context);

/** Real time for a run, in which a pause and an hour that began in earlier runs go on. */
export function timingOf(
	context: IExecuteFunctions,
	memory: VambeMemory,
	maxPerHour: number,
): Timing {
	const waiting = waitingOf(context);
	resumePause(waiting.pause, memory.pause, sharedNow());
	const requestTimes = maxPerHour > 0 ? (memory.requestTimes ??= []) : [];
	return { ...waiting, pace: hourlyPace(maxPerHour, requestTimes, sharedNow), clock: Date.now };
}

/**
 * A clock for what is remembered, in milliseconds: never set back, and the same on another worker,
 * which may go on with the execution after a Wait.
 */
export const sharedNow = (): number => performance.timeOrigin + performance.now();
