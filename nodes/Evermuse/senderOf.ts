import type { IExecuteFunctions } from 'n8n-workflow';
import type { Brake } from '../shared/logic/brake';
import { closedWhenOver } from '../shared/logic/brake';
import { withRetry } from '../shared/logic/retry';
import { exchangeWith } from '../shared/request';
import { waitUnlessCancelled } from '../shared/waitUnlessCancelled';
import { monotonicNow, waitingOf } from '../shared/waitingOf';
import { awaitBatches } from './logic/awaitBatches';
import type { Waited } from './logic/batchWait';
import type { IngestOptions } from './parameters/readIngestOptions';
import { getBatch } from './transport/batches';
import { ingest } from './transport/ingest';

/** Sends batches as the options say, and keeps the time. */
export function senderOf(context: IExecuteFunctions, options: IngestOptions, brake: Brake) {
	const exchange = exchangeWith(context, 'evermuseApi', options.timeoutMs);
	const waiting = waitingOf(context);
	const startedAt = monotonicNow();
	return {
		send: withRetry(ingest(exchange), options.retry, waiting, closedWhenOver(brake)),
		/** How the waits for these batches ended. None does if the options do not ask for it. */
		async awaitBatches(batchIds: readonly string[]): Promise<Map<string, Waited>> {
			if (!options.wait) return new Map();
			const clock = { wait: waitUnlessCancelled(context), now: monotonicNow };
			return await awaitBatches(batchIds, getBatch(exchange), options.wait, clock);
		},
		/** How long it has taken so far, and how long of that requests waited to be sent again. */
		times: () => ({ tookMs: monotonicNow() - startedAt, waitedMs: waiting.waitedMs() }),
	};
}
