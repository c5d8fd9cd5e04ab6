import type { BusyReply, Pause } from './pause';
import type { FailedReply, Failure, Reply, Send } from './reply';

const BACKOFF_BASE_MS = 500;
const BACKOFF_FACTOR = 2;
const BACKOFF_CAP_MS = 30_000;

const STOPPED = {
	code: 'CANCELLED',
	message: 'The workflow was stopped before it could be sent again',
};

/** What may be sent again, and for how long to try: data, so that a table can test it. */
export interface RetryPolicy<Request = unknown> {
	/** How often a request is repeated at most. A pause that the service asks for does not count. */
	maxRetries: number;
	/** How long all the waits of one request may be together, in milliseconds. */
	maxWaitMs: number;
	/**
	 * How often it is repeated at most when it got no clear answer: 0 unless the service recognises a
	 * repeat.
	 */
	maxRepeatsWhenLost: (request: Request) => number;
}

/** Waiting and chance, passed in so that tests neither sleep nor flicker. */
export interface Waiting {
	/** @returns whether the time has passed; `false` when the user stopped the workflow meanwhile. */
	wait: (ms: number) => Promise<boolean>;
	/** @returns a number from 0 to below 1. */
	random: () => number;
	/** Shared by all senders of a run. */
	pause: Pause;
}

/** Asked before each request, repeats too. @returns what to say instead of making it, if anything. */
export type Gate = () => FailedReply | undefined | Promise<FailedReply | undefined>;

const ALWAYS_OPEN: Gate = () => undefined;

/**
 * Wraps a send so that it tries again where that is safe and promising.
 *
 * `busy` did not run, so it is always safe to repeat. `lost` may have run: repeating it is left to
 * the policy. Everything else is final. A service that accepts no more for now pauses all senders;
 * one that has a fault and says for how long is heard by the sender that met it.
 */
export function withRetry<Request, Body>(
	send: Send<Request, Body>,
	policy: RetryPolicy<Request>,
	{ wait, random, pause }: Waiting,
	gate: Gate = ALWAYS_OPEN,
): Send<Request, Body> {
	return async (request) => {
		let attempts = 0;
		let repeats = 0;
		let lostTimes = 0;
		let msLeft = policy.maxWaitMs;
		let known: Partial<Failure> = {};

		for (;;) {
			for (let ms = pause.leftMs(); ms > 0; ms = pause.leftMs()) {
				const reply = pause.askedFor() as BusyReply;
				// The end of a pause that is our own guess is no news of the service.
				const end = reply.retryAfterMs && { retryAfterSeconds: Math.ceil(ms / 1_000) };
				if (ms > msLeft) return withKnown(reply, { ...known, ...end });
				if (!(await wait(ms))) return withKnown(reply, { ...known, ...STOPPED });
				msLeft -= ms;
			}

			const barred = await gate();
			if (barred) return withKnown(barred, known);
			const reply = await send(request);
			attempts++;
			if (reply.kind === 'done') return { ...reply, attempts };
			const { outcome, description } = reply.failure;
			// What may have run once may have run, whatever a later repeat is told.
			if (outcome === 'unsure') known = { outcome, description };
			known.attempts = attempts;

			if (reply.kind === 'lost') lostTimes++;
			const mayRepeat =
				reply.kind === 'busy' ||
				(reply.kind === 'lost' && lostTimes <= policy.maxRepeatsWhenLost(request));
			if (!mayRepeat) return withKnown(reply, known);

			const asked = reply.retryAfterMs;
			if (asked === undefined) repeats++;
			if (repeats > policy.maxRetries || policy.maxRetries === 0) return withKnown(reply, known);
			const delayMs = asked ?? backoffMs(repeats, random);
			if (reply.kind === 'busy' && (asked !== undefined || reply.failure.code === 'RATE_LIMITED')) {
				pause.extend(delayMs, reply);
				continue;
			}
			if (delayMs > msLeft) return withKnown(reply, known);
			if (!(await wait(delayMs))) return withKnown(reply, { ...known, ...STOPPED });
			msLeft -= delayMs;
		}
	};
}

/**
 * How long to wait before a repeat, in milliseconds. Full jitter: senders that failed together do not
 * come back together.
 *
 * @param repeat the first is 1
 */
export const backoffMs = (repeat: number, random: () => number): number =>
	random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * BACKOFF_FACTOR ** (repeat - 1));

const withKnown = <Body>(reply: FailedReply, known: Partial<Failure>): Reply<Body> => ({
	...reply,
	failure: { ...reply.failure, ...known },
});
