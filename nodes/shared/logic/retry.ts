import type { FailedReply, Failure, Reply, Send } from './reply';

const BACKOFF_BASE_MS = 500;
const BACKOFF_FACTOR = 2;
const BACKOFF_CAP_MS = 30_000;

const STOPPED = {
	code: 'CANCELLED',
	message: 'The workflow was stopped before it could be sent again',
};

/** What may be sent again, and for how long to try: data, so that a table can test it. */
export interface RetryPolicy {
	/** How often a request is repeated at most. */
	maxRetries: number;
	/** How long all the waits of one request may be together, in milliseconds. */
	maxWaitMs: number;
	/** Whether the service recognises a repeat, so that a request without a clear answer is repeated too. */
	repeatWhenLost: boolean;
}

/** Waiting and chance, passed in so that tests neither sleep nor flicker. */
export interface Waiting {
	/** @returns whether the time has passed; `false` when the user stopped the workflow meanwhile. */
	wait: (ms: number) => Promise<boolean>;
	/** @returns a number from 0 to below 1. */
	random: () => number;
}

/**
 * Wraps a send so that it tries again where that is safe and promising.
 *
 * `busy` did not run, so it is always safe to repeat. `lost` may have run: repeating it is left to
 * the policy. Everything else is final.
 */
export function withRetry<Request, Body>(
	send: Send<Request, Body>,
	policy: RetryPolicy,
	{ wait, random }: Waiting,
): Send<Request, Body> {
	return async (request) => {
		let waitedMs = 0;
		let known: Partial<Failure> = {};
		for (let attempt = 1; ; attempt++) {
			const reply = await send(request);
			if (reply.kind === 'done') return { ...reply, attempts: attempt };
			const { outcome, description } = reply.failure;
			// What may have run once may have run, whatever a later repeat is told.
			if (outcome === 'unsure') known = { outcome, description };
			known.attempts = attempt;
			const delayMs = delayBeforeRetry(reply, attempt, policy, random);
			if (delayMs === undefined || waitedMs + delayMs > policy.maxWaitMs) {
				return withKnown(reply, known);
			}
			if (!(await wait(delayMs))) return withKnown(reply, { ...known, ...STOPPED });
			waitedMs += delayMs;
		}
	};
}

/**
 * @param attempt how many requests were made, from 1
 * @returns how long to wait before the next one, in milliseconds; `undefined` if there is none
 */
export function delayBeforeRetry(
	reply: Reply<unknown>,
	attempt: number,
	{ maxRetries, repeatWhenLost }: RetryPolicy,
	random: () => number,
): number | undefined {
	const repeatable = reply.kind === 'busy' || (reply.kind === 'lost' && repeatWhenLost);
	if (!repeatable || attempt > maxRetries) return undefined;
	if (reply.kind === 'busy' && reply.retryAfterMs !== undefined) return reply.retryAfterMs;
	// Full jitter: senders that failed together do not come back together.
	return random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * BACKOFF_FACTOR ** (attempt - 1));
}

const withKnown = <Failed extends FailedReply>(reply: Failed, known: Partial<Failure>): Failed => ({
	...reply,
	failure: { ...reply.failure, ...known },
});
