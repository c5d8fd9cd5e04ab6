import type { Exchange } from './exchange';
import type { FailedOutcome, Failure, FailureCause, Reply } from './reply';
import { readRetryAfter } from './retryAfter';

/** What a person can do about one kind of failure. */
export interface Advice {
	description: string;
	cause?: FailureCause;
}

/** The codes of failures that any HTTP service can cause. A service adds its own. */
export type CommonCode =
	| 'CANCELLED'
	| 'FORBIDDEN'
	| 'NOT_SENT'
	| 'RATE_LIMITED'
	| 'REJECTED'
	| 'SERVER_FAULT'
	| 'UNAUTHORIZED'
	| 'UNCONFIRMED'
	| 'UNEXPECTED_ANSWER'
	| 'UNREACHABLE';

/** A service in the words its user knows, with what to do about each code. */
export interface Service<Code extends string = CommonCode> {
	name: string;
	advice: Record<Code, Advice>;
}

/** Failures after which trying the rest is pointless or unwanted: nothing more is sent. */
const STOPS_EVERYTHING = new Set([
	'CANCELLED',
	'FORBIDDEN',
	'RATE_LIMITED',
	'UNAUTHORIZED',
	'UNREACHABLE',
]);

export const stopsEverything = ({ code }: Failure): boolean => STOPS_EVERYTHING.has(code);

/** A failure with the advice that belongs to its code. */
export const failureOf = <Code extends string>(
	{ advice }: Service<Code>,
	code: Code,
	outcome: FailedOutcome,
	message: string,
	known: Partial<Failure> = {},
): Failure => ({ outcome, code, message, ...advice[code], ...known });

/**
 * What became of a request, read from what happened on the wire.
 *
 * @param readBody the promised body of a 2xx answer, or `undefined` if the body is something else:
 * a cut answer, a proxy's web page and an empty body all come with a good status
 * @param now milliseconds since the epoch, for a Retry-After date
 */
export function readReply<Body>(
	exchange: Exchange,
	service: Service,
	readBody: (body: unknown) => Body | undefined,
	now: number,
): Reply<Body> {
	const { name } = service;
	const fail = (
		code: CommonCode,
		outcome: FailedOutcome,
		message: string,
		known?: Partial<Failure>,
	) => failureOf(service, code, outcome, message, known);

	if (exchange.kind === 'unreachable') {
		const message = `${name} could not be reached: ${exchange.reason}`;
		const failure = fail('UNREACHABLE', 'notSent', message);
		return { kind: exchange.forGood ? 'refused' : 'busy', failure };
	}
	if (exchange.kind === 'unanswered') {
		const message = `${name} gave no clear answer: ${exchange.reason}`;
		return { kind: 'lost', failure: fail('UNCONFIRMED', 'unsure', message) };
	}
	if (exchange.kind === 'cancelled') {
		return exchange.begun
			? {
					kind: 'lost',
					failure: fail(
						'CANCELLED',
						'unsure',
						`The workflow was stopped while ${name} was answering`,
					),
				}
			: {
					kind: 'refused',
					failure: fail('CANCELLED', 'notSent', 'Not sent, because the workflow was stopped'),
				};
	}

	const { status, headers, body } = exchange;
	if (status >= 200 && status < 300) {
		const promised = readBody(body);
		if (promised !== undefined) return { kind: 'done', body: promised };
		const message = `${name} answered with HTTP ${status}, but not with what it promises`;
		return { kind: 'lost', failure: fail('UNEXPECTED_ANSWER', 'unsure', message, { status }) };
	}
	if (status >= 300 && status < 400) {
		const message = `Another address than ${name} answered: a redirect (HTTP ${status}), which was not followed`;
		return {
			kind: 'refused',
			failure: fail('UNEXPECTED_ANSWER', 'notSent', message, { status }),
		};
	}

	const reason = readReason(body);
	const because = reason ? `: ${reason}` : '';
	const retryAfterMs = readRetryAfter(retryAfterOf(body), headers['retry-after'], now);
	const retryAfterSeconds = retryAfterMs && Math.ceil(retryAfterMs / 1_000);
	switch (status) {
		case 401: {
			const message = `${name} does not know this API key${because}`;
			return { kind: 'refused', failure: fail('UNAUTHORIZED', 'notSent', message, { status }) };
		}
		case 403: {
			const message = `${name} does not allow this with this API key${because}`;
			return { kind: 'refused', failure: fail('FORBIDDEN', 'notSent', message, { status }) };
		}
		case 413: {
			const message = `${name} refused it as too large${because}`;
			return { kind: 'tooLarge', failure: fail('REJECTED', 'rejected', message, { status }) };
		}
		case 429: {
			const message = `${name} accepts no more requests for now${because}`;
			const known = { status, retryAfterSeconds };
			return {
				kind: 'busy',
				failure: fail('RATE_LIMITED', 'notSent', message, known),
				retryAfterMs,
			};
		}
	}
	if (status >= 500) {
		const message = `${name} had a fault of its own (HTTP ${status})${because}`;
		const known = { status, retryAfterSeconds };
		return {
			kind: 'lost',
			failure: fail('SERVER_FAULT', 'unsure', message, known),
			retryAfterMs,
		};
	}
	const message = `${name} refused it${because || ` (HTTP ${status})`}`;
	const failure = fail('REJECTED', 'rejected', message, { status });
	return { kind: 'refused', failure, body };
}

/** The service's own words for a refusal, if it gave any. A web page is nobody's words. */
export function readReason(body: unknown): string | undefined {
	const { message, error } = asObject(body);
	const words = [message].flat().filter((word) => typeof word === 'string' && word !== '');
	if (words.length > 0) return words.join('; ');
	return typeof error === 'string' ? error : undefined;
}

const retryAfterOf = (body: unknown): unknown => asObject(body).retryAfter;

const asObject = (body: unknown): Record<string, unknown> =>
	typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
