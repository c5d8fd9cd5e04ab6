import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { readNumber } from '../../shared/logic/readNumber';
import type { RetryPolicy } from '../../shared/logic/retry';
import type { DeliveryPlan, Submission } from '../logic/deliverBatches';
import type { KeyChoice } from '../logic/idempotencyKey';
import { LARGE_BODY_BYTES } from '../logic/judgeReply';
import type { BatchLimits, BodyFormat } from '../logic/batch';
import { MAX_BYTES, MAX_RECORDS } from '../logic/batch';
import type { WaitPlan } from '../logic/batchWait';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const MAX_CONCURRENCY = 8;

export interface IngestOptions {
	checkBeforeSending: boolean;
	limits: BatchLimits;
	plan: DeliveryPlan;
	retry: RetryPolicy<Submission>;
	timeoutMs: number;
	/** Absent if the run does not wait for completion. */
	wait?: WaitPlan;
}

/** How to send, for the whole run: the options of the first item, each within its bounds. */
export function readIngestOptions(context: IExecuteFunctions): IngestOptions {
	const options = context.getNodeParameter('options', 0, {});
	const maxRetries = readNumber(options.maxRetries, 5, 0);
	const format = (options.contentType ?? 'ndjson') as BodyFormat;
	return {
		checkBeforeSending: options.checkBeforeSending !== false,
		limits: {
			format,
			maxRecords: readNumber(options.batchSize, MAX_RECORDS, 1, MAX_RECORDS),
			maxBytes: readNumber(options.maxBatchBytes, MAX_BYTES, 1, MAX_BYTES),
		},
		plan: {
			format,
			formatHint: (options.formatHint as string) || undefined,
			concurrency: readNumber(options.concurrency, 2, 1, MAX_CONCURRENCY),
			key: readKeyChoice(options),
			isolateRejected: options.isolateRejected !== false,
		},
		retry: {
			maxRetries,
			maxWaitMs: readNumber(options.maxWaitSeconds, 120, 0) * SECOND_MS,
			// Evermuse recognises a repeat by the key, and each record by its type, IDs and time. A large
			// body that gets no answer twice is better halved than sent a third time.
			maxRepeatsWhenLost: ({ body }) => (body.length > LARGE_BODY_BYTES ? 1 : maxRetries),
		},
		timeoutMs: readNumber(options.timeoutSeconds, 60, 1) * SECOND_MS,
		wait: options.waitForCompletion ? readWaitPlan(options) : undefined,
	};
}

/** The part of a form that says how long to wait for a batch. */
export const readWaitPlan = (fields: {
	pollSeconds?: unknown;
	waitMinutes?: unknown;
	waitForAttachments?: unknown;
}): WaitPlan => ({
	pollMs: readNumber(fields.pollSeconds, 5, 1) * SECOND_MS,
	limitMs: readNumber(fields.waitMinutes, 10, 0) * MINUTE_MS,
	withAttachments: fields.waitForAttachments === true,
});

function readKeyChoice({ idempotency, idempotencyKey, resendLabel }: IDataObject): KeyChoice {
	const key = typeof idempotencyKey === 'string' ? idempotencyKey.trim() : '';
	if (idempotency === 'none') return { from: 'none' };
	// An own key that was left empty would be no key at all: the content's key is the safe reading.
	return idempotency === 'custom' && key !== ''
		? { from: 'custom', key }
		: { from: 'content', label: String(resendLabel ?? '') };
}
