import type { Origin } from '../../shared/logic/itemResult';

/** Evermuse takes at most this many records and bytes in one request. */
export const MAX_RECORDS = 1_000;
export const MAX_BYTES = 5_000_000;

/** How the records of a batch stand in the request's body. */
export type BodyFormat = 'ndjson' | 'array' | 'records';

/** A record ready to send. It carries its item: nothing downstream does arithmetic to find it again. */
export interface PackedRecord extends Origin {
	type: string;
	productId: string;
	eventAt: string;
	vendorIds: unknown;
	/** The record as it goes over the wire. */
	text: string;
	/** The length of `text` in UTF-8. */
	bytes: number;
}

/** Records that go in one request. */
export interface Batch {
	records: PackedRecord[];
	/** The length of the request's body. */
	bytes: number;
}

export interface BatchLimits {
	maxRecords: number;
	maxBytes: number;
	format: BodyFormat;
}

interface Frame {
	open: string;
	between: string;
	close: string;
}

const FRAMES: Record<BodyFormat, Frame> = {
	ndjson: { open: '', between: '\n', close: '\n' },
	array: { open: '[', between: ',', close: ']' },
	records: { open: '{"records":[', between: ',', close: ']}' },
};

/**
 * Records to batches: one `_type` and one `_product_id` a batch, by count and by exact bytes, in the
 * order in which they came. For one key no division in that order needs fewer batches.
 *
 * @returns the batches, and the records of which one alone is over the limit
 */
export function packBatches(
	records: readonly PackedRecord[],
	{ maxRecords, maxBytes, format }: BatchLimits,
): { batches: Batch[]; oversized: PackedRecord[] } {
	const { open, between, close } = FRAMES[format];
	const frameBytes = open.length + close.length;
	const batches: Batch[] = [];
	const oversized: PackedRecord[] = [];
	const openBatches = new Map<string, Batch>();

	for (const record of records) {
		if (frameBytes + record.bytes > maxBytes) {
			oversized.push(record);
			continue;
		}
		const key = JSON.stringify([record.type, record.productId]);
		const current = openBatches.get(key);
		const grown = (current?.bytes ?? 0) + between.length + record.bytes;
		if (current && current.records.length < maxRecords && grown <= maxBytes) {
			current.records.push(record);
			current.bytes = grown;
		} else {
			const batch = { records: [record], bytes: frameBytes + record.bytes };
			openBatches.set(key, batch);
			batches.push(batch);
		}
	}
	return { batches, oversized };
}

/** The request's body: for the records of a batch, exactly `batch.bytes` long. */
export function writeBody(records: readonly PackedRecord[], format: BodyFormat): Buffer {
	const { open, between, close } = FRAMES[format];
	return Buffer.from(open + records.map(({ text }) => text).join(between) + close);
}
