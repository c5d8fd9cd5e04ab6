import type { CommonCode, Service } from './readReply';
import { failureOf } from './readReply';
import type { Failure } from './reply';

/** Failures that say of the rest what they say of the first: the same code, and nothing ran. */
const TRUE_OF_THE_REST = new Set<string>(['CANCELLED', 'RATE_LIMITED', 'UNREACHABLE']);

/** The fate of what was not begun any more, because of what became of something before it. */
export function notSentBecause(service: Service, first: Failure): Failure {
	const code = TRUE_OF_THE_REST.has(first.code) ? (first.code as CommonCode) : 'NOT_SENT';
	const message = `Not sent, because of what happened before it: ${first.message}`;
	const { retryAfterSeconds } = first;
	return failureOf(service, code, 'notSent', message, { retryAfterSeconds });
}
