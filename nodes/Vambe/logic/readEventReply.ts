import type { Exchange } from '../../shared/logic/exchange';
import { failureOf, readReply } from '../../shared/logic/readReply';
import type { Failure, Reply } from '../../shared/logic/reply';
import { VAMBE } from '../advice';
import type { Receipt } from '../schemas/receipt';
import { receiptSchema } from '../schemas/receipt';

/** How Vambe's sending endpoints put a refusal into an answer with a good status. */
const STATUS_OF_REFUSAL = /^(fail|error|reject)/i;

/**
 * What became of an event that was sent to `POST /api/v1/events`.
 *
 * Vambe does not recognise a repeat, so whatever leaves it open whether the event was taken is
 * `UNKNOWN_OUTCOME`. Only a 503 that says when to come back proves that nothing was.
 *
 * @param now milliseconds since the epoch, for a Retry-After date
 */
export function readEventReply(exchange: Exchange, now: number): Reply<Receipt> {
	if (exchange.kind === 'answered') {
		const { status, body } = exchange;
		const reason = status >= 200 && status < 300 ? reasonOfRefusal(body) : undefined;
		if (reason !== undefined) {
			const message = `Vambe refused it: ${reason}`;
			const failure = failureOf(VAMBE, 'REJECTED', 'rejected', message, { status });
			return { kind: 'refused', failure };
		}
		if (status === 409) {
			const message = 'Vambe is still busy with another request like it (HTTP 409)';
			return unknownOutcome(failureOf(VAMBE, 'UNCONFIRMED', 'unsure', message, { status }));
		}
	}
	const reply = readReply(exchange, VAMBE, (body) => receiptSchema.safeParse(body).data, now);
	if (reply.kind !== 'lost' || reply.failure.code === 'CANCELLED') return reply;

	const { failure } = reply;
	if (failure.status === 503 && failure.retryAfterSeconds !== undefined) {
		const retryAfterMs = failure.retryAfterSeconds * 1_000;
		return { kind: 'busy', failure: { ...failure, outcome: 'notSent' }, retryAfterMs };
	}
	return unknownOutcome(failure);
}

/** Why an answer with a good status is a refusal all the same; `undefined` if it is none. */
function reasonOfRefusal(body: unknown): string | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { success, ok, status, error, message } = body as Record<string, unknown>;
	const isRefused =
		success === false ||
		ok === false ||
		(typeof status === 'string' && STATUS_OF_REFUSAL.test(status)) ||
		Boolean(error);
	if (!isRefused) return undefined;
	const words = [message, error, status].find((word) => typeof word === 'string' && word !== '');
	return typeof words === 'string' ? words : 'without a reason';
}

function unknownOutcome({ message, status }: Failure): Reply<never> {
	const unclear = `${message}; the event may or may not have been recorded`;
	return {
		kind: 'lost',
		failure: failureOf(VAMBE, 'UNKNOWN_OUTCOME', 'unsure', unclear, { status }),
	};
}
