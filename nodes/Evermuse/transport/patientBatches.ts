import type { IExecuteFunctions } from 'n8n-workflow';
import type { RetryPolicy } from '../../shared/logic/retry';
import { withRetry } from '../../shared/logic/retry';
import { exchangeWith } from '../../shared/request';
import { waitUnlessCancelled } from '../../shared/waitUnlessCancelled';
import { getBatch, listBatches } from './batches';

const TIMEOUT_MS = 30_000;

const READING: RetryPolicy = { maxRetries: 3, maxWaitMs: 60_000, repeatWhenLost: false };

/** Reads of batches that try again when Evermuse is busy or gives no clear answer. */
export function patientBatches(context: IExecuteFunctions) {
	const exchange = exchangeWith(context, 'evermuseApi', TIMEOUT_MS);
	const waiting = { wait: waitUnlessCancelled(context), random: Math.random };
	return {
		get: withRetry(getBatch(exchange), READING, waiting),
		list: withRetry(listBatches(exchange), READING, waiting),
	};
}
