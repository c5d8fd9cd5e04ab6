import type { IExecuteFunctions } from 'n8n-workflow';
import type { Send } from './logic/reply';
import type { RetryPolicy } from './logic/retry';
import { withRetry } from './logic/retry';
import type { Exchanger } from './request';
import { exchangeWith } from './request';
import { waitingOf } from './waitingOf';

const TIMEOUT_MS = 30_000;

/** A read that was lost is busy (`forReading`), so none is lost here. */
const READING: RetryPolicy = { maxRetries: 3, maxWaitMs: 60_000, maxRepeatsWhenLost: () => 0 };

/**
 * For requests that only read: each is sent again where a short gap is all that is wrong.
 *
 * @returns wraps one kind of request
 */
export function patientReader(context: IExecuteFunctions, credential: string) {
	const exchange = exchangeWith(context, credential, TIMEOUT_MS);
	const waiting = waitingOf(context);
	return <Request, Body>(send: (exchange: Exchanger) => Send<Request, Body>): Send<Request, Body> =>
		withRetry(send(exchange), READING, waiting);
}
