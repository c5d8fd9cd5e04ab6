import { randomUUID } from 'node:crypto';
import type { EvermuseLedger, StoredBatch } from '../ledger';
import type { IngestRecord, ReadRecords } from './readRecords';

/** A tag by which a batch is made to end FAILED. */
const FAIL_TAG = 'sandbox-fail';

/** What is known of a batch besides its records. */
type Arrival = Pick<StoredBatch, 'createdAt' | 'idempotencyKey' | 'bodySha256'>;

/**
 * Writes down the batch and those of its records that are not there yet. `storedKeys` has the
 * de-duplication key of each record that is.
 */
export function storeBatch(
	{ batches, records }: Pick<EvermuseLedger, 'batches' | 'records'>,
	storedKeys: Set<string>,
	{ accepted, ...counts }: ReadRecords,
	arrival: Arrival,
): StoredBatch {
	const batchId = `batch_${randomUUID().replaceAll('-', '')}`;
	const downloads: string[] = [];
	for (const record of accepted) {
		const key = deduplicationKey(record);
		if (storedKeys.has(key)) continue;
		storedKeys.add(key);
		records.push({ batchId, deduplicationKey: key, record });
		for (const { vendor_url } of record._attachments ?? [])
			if (vendor_url !== undefined) downloads.push(vendor_url);
	}

	const batch: StoredBatch = {
		batchId,
		...arrival,
		type: accepted[0]?._type ?? null,
		acceptedCount: accepted.length,
		...counts,
		downloads,
		doomed: accepted.some(({ _tags }) => _tags?.includes(FAIL_TAG)),
	};
	batches.push(batch);
	return batch;
}

/** The answer to a batch, which can be given again for as long as the batch is known. */
export function receiptOf(batch: StoredBatch) {
	const { batchId, acceptedCount, rejectedCount, totalErrorCount, errors } = batch;
	return {
		batchId,
		acceptedCount,
		rejectedCount,
		totalErrorCount,
		...(errors.length > 0 && { errors }),
	};
}

/** The same for records that differ only in the order of their ids or below the second. */
function deduplicationKey({ _type, _vendor_ids, _event_at }: IngestRecord): string {
	const ids = Object.entries(_vendor_ids).sort(([one], [other]) => (one < other ? -1 : 1));
	return JSON.stringify([_type, ids, _event_at.slice(0, '2026-02-24T12:34:56'.length)]);
}
