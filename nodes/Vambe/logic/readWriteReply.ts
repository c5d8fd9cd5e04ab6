import type { Exchange } from '../../shared/logic/exchange';
import { failureOf, readReply } from '../../shared/logic/readReply';
import type { Failure, Reply } from '../../shared/logic/reply';
import { VAMBE } from '../advice';
import { reasonOfRefusal } from './reasonOfRefusal';

/**
 * What became of a request that writes.
 *
 * Vambe does not recognise a repeat, so whatever leaves it open whether it was done is
 * `UNKNOWN_OUTCOME`. Only a 503 that says when to come back proves that nothing was.
 *
 * @param readBody the promised body of a 2xx answer, or `undefined` if it is something else
 * @param now milliseconds since the epoch, for a Retry-After date
 */
export function readWriteReply<Body>(
	exchange: Exchange,
	readBody: (body: unknown) => Body | undefined,
	now: number,
): Reply<Body> {
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
			return { kind: 'lost', failure: unclear({ message, status }) };
		}
	}
	const reply = readReply(exchange, VAMBE, readBody, now);
	if (reply.kind !== 'lost' || reply.failure.code === 'CANCELLED') return reply;

	const { failure, retryAfterMs } = reply;
	if (failure.status === 503 && retryAfterMs !== undefined) {
		return { kind: 'busy', failure: { ...failure, outcome: 'notSent' }, retryAfterMs };
	}
	return { ...reply, failure: unclear(failure) };
}

const unclear = ({ message, status }: Pick<Failure, 'message' | 'status'>): Failure =>
	failureOf(VAMBE, 'UNKNOWN_OUTCOME', 'unsure', message, { status });
