import { attempt, countBy, groupBy, isError, uniq, uniqBy } from 'lodash';
import { MAX_REQUESTS_PER_BATCH } from '../../nodes/Evermuse/logic/deliverBatch';
import { MAX_BYTES, MAX_RECORDS } from '../../nodes/Evermuse/logic/batch';
import type { Fault } from '../../sandbox/faults/fault';
import type { EvermuseLedger } from '../../sandbox/ledger';
import { aPackedRecord } from '../support/aPackedRecord';
import { packAll } from '../support/packAll';
import { time } from '../support/simulatedTime';
import type { Attempt } from './attempts';
import { requestsOf } from './attempts';
import type { Truth } from './invariants';
import { broken } from './invariants';

/** The options that bound a run, as far as they are not the node's defaults. */
export interface EvermuseOptions {
	batchSize?: number;
	maxBatchBytes?: number;
	maxRetries?: number;
	maxWaitSeconds?: number;
	concurrency?: number;
	idempotency?: string;
	[option: string]: unknown;
}

/** The vendor ID by which the ledger's records are found among the input items. */
export const vendorId = (item: number, word = 'record') => ({ message_id: `${word}-${item}` });

/**
 * What the ledger knows of an attempt.
 *
 * Lies are no excuse, but for one: when an answer says that nothing was accepted, and that more was
 * rejected than it can name, nobody can tell it from the truth. It is not held against the node.
 */
export function evermuseTruth(
	{ requests, records, batches }: EvermuseLedger,
	items: readonly object[],
	attempts: readonly Attempt[],
	attempt: Attempt,
): Truth {
	const denied = batches
		.filter((batch) => batch.acceptedCount === 1 && batch.totalErrorCount >= MOST_NAMED)
		.map(({ batchId }) => batchId);
	// What an earlier attempt of Retry On Fail sent stays sent.
	const now = attempts
		.slice(0, attempts.indexOf(attempt) + 1)
		.flatMap((one) => requestsOf(requests, attempts, one))
		.filter(({ fault, batchId }) => !(saysOneLess(fault) && denied.includes(String(batchId))))
		.map(({ batchId }) => batchId);
	const itemOf = ({ record }: EvermuseLedger['records'][number]) => {
		const { _vendor_ids } = record as { _vendor_ids: { message_id: string } };
		return Number(_vendor_ids.message_id.split('-')[1]);
	};
	return {
		items: items.length,
		committed: records.map(itemOf),
		committedNow: records.filter(({ batchId }) => now.includes(batchId)).map(itemOf),
	};
}

/** How many errors an answer of Evermuse can hold. */
const MOST_NAMED = 20;

const saysOneLess = (fault: Fault | null) =>
	fault?.kind === 'lie' && fault.what === 'indexRepeated';

/** Refusals of a whole batch that only bad requests of ours bring about, unless a fault does. */
const OUR_FAULT = [400, 404, 409, 413];

/** What must hold of the requests of a whole run. @returns what does not */
export function brokenRequests(
	{ requests, records, batches }: EvermuseLedger,
	items: readonly object[],
	attempts: readonly Attempt[],
	options: EvermuseOptions,
): string[] {
	const { batchSize = MAX_RECORDS, maxBatchBytes = MAX_BYTES } = options;
	const { maxRetries = 5, maxWaitSeconds = 120 } = options;
	// Of a request whose body was never read, nothing more is known.
	const read = requests.filter(({ bodySha256 }) => bodySha256 !== null);
	const keyed = options.idempotency === 'none' ? [] : read;
	const pairs = uniqBy(
		keyed,
		({ idempotencyKey, bodySha256 }) => `${idempotencyKey} ${bodySha256}`,
	);

	// A rate limit that says how long to wait is no retry, but each such wait is a second at least.
	const mostRepeats = maxRetries + maxWaitSeconds;
	const mostBodies = MAX_REQUESTS_PER_BATCH * batchesOf(items, batchSize, maxBatchBytes);
	const ofAttempts = attempts.map((attempt) => requestsOf(read, attempts, attempt));
	const bodies = ofAttempts.map((all) => Object.values(countBy(all, 'bodySha256')));
	const mostWaitMs = attempts.length * mostBodies * maxWaitSeconds * 1_000;

	return broken([
		['a body has at most the bytes allowed', read.every(({ bytes }) => bytes <= maxBatchBytes)],
		[
			'a body has at most the records allowed',
			read.every((request) => request.records <= batchSize),
		],
		[
			'no request is wrong in itself: one type, one product, readable, new under its key',
			requests.every(({ fault, status }) => fault !== null || !OUR_FAULT.includes(status ?? 0)),
		],
		[
			'what is stored together has one type and one product',
			Object.values(groupBy(records, 'batchId')).every(
				(batch) => uniq(batch.map(({ record }) => groupOf(record))).length === 1,
			),
		],
		['a record is stored once', uniqBy(records, 'deduplicationKey').length === records.length],
		[
			'a key stands for one submission',
			uniqBy(batches, ({ idempotencyKey, batchId }) => idempotencyKey ?? batchId).length ===
				batches.length,
		],
		['the same bytes have the same key', uniqBy(pairs, 'bodySha256').length === pairs.length],
		['another key means other bytes', uniqBy(pairs, 'idempotencyKey').length === pairs.length],
		[
			'a request is repeated no more often than allowed',
			bodies.flat().every((times) => times <= 1 + mostRepeats),
		],
		[
			'the parts of a batch are no more than its budget',
			bodies.every((all) => all.length <= mostBodies),
		],
		['the waits are no longer than allowed', time.passedMs() <= mostWaitMs],
	]);
}

const groupOf = (record: unknown): string => {
	const { _type, _product_id } = record as Record<string, unknown>;
	return JSON.stringify([_type, _product_id]);
};

/** How many batches these items make. */
function batchesOf(items: readonly object[], maxRecords: number, maxBytes: number): number {
	const records = items.flatMap((item, itemIndex) => {
		const text = attempt(() => JSON.stringify(item));
		if (isError(text)) return [];
		return aPackedRecord(itemIndex, { type: groupOf(item), productId: '', text });
	});
	return packAll(records, { maxRecords, maxBytes, format: 'records' }).batches.length;
}
