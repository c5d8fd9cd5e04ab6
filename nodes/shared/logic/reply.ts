/**
 * The vocabulary of sending. A status code, a dropped connection or a refusal is a value here,
 * never an exception: one function throws, at the edge (`stopAtFailure`).
 *
 * Free of n8n imports on purpose, like everything in a `logic` folder.
 */

/** What is known of something that did not go through. Nothing else exists; nothing is guessed. */
export type FailedOutcome =
	/** The service, or our own check, read it and said no. It will say no again. */
	| 'rejected'
	/** Provably not processed: it may always be sent again. */
	| 'notSent'
	/** It may or may not have been processed. */
	| 'unsure';

/** One thing that is wrong with a value: where, and what. */
export type Issue = { path: string; message: string };

/**
 * Why it failed, in the words that n8n 2.37 and later reads from an error to decide when to try
 * again. Declared only where the service's answer proves it.
 */
export type FailureCause =
	| 'rate-limited'
	| 'temporarily-unavailable'
	| 'credential-invalid'
	| 'configuration-invalid';

export interface Failure {
	outcome: FailedOutcome;
	/** A stable word for the kind of failure, which a workflow can branch on. */
	code: string;
	/** What happened, in one sentence without a final full stop. */
	message: string;
	/** What to do about it, in whole sentences. */
	description: string;
	/** The HTTP status, if the service answered. */
	status?: number;
	/** The earliest time, in seconds from now, at which the service wants to hear from us again. */
	retryAfterSeconds?: number;
	/** How many requests were made for it. */
	attempts?: number;
	batchId?: string;
	/** The place of the record in the batch that was sent, from 0. */
	position?: number;
	issues?: Issue[];
	cause?: FailureCause;
}

/** What became of one request. */
export type Reply<Body> =
	/** Read and accepted, in a body of the promised shape. */
	| { kind: 'done'; body: Body; attempts?: number }
	/** Read, and said no, in this body. */
	| { kind: 'refused'; failure: Failure; body?: unknown }
	/** Not even read, for its size: a part of it may go through. */
	| { kind: 'tooLarge'; failure: Failure }
	/** Not now. Nothing ran, so sending it again is always safe. */
	| { kind: 'busy'; failure: Failure; retryAfterMs?: number }
	/** No clear answer. It may have run, so it is sent again only where a repeat does no harm. */
	| { kind: 'lost'; failure: Failure; retryAfterMs?: number };

export type FailedReply = Exclude<Reply<never>, { kind: 'done' }>;

/** One request and what became of it. Retrying, pacing and stopping wrap a `Send` and look like one. */
export type Send<Request, Body> = (request: Request) => Promise<Reply<Body>>;
