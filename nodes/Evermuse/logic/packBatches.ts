import { maxBy, partition, sumBy } from 'lodash';
import type { Json, Origin } from '../../shared/logic/itemResult';
import { byOrigin } from '../../shared/logic/itemResult';

/** Evermuse takes at most this many records and bytes in one request. */
export const MAX_RECORDS = 1_000;
export const MAX_BYTES = 5_000_000;

/** How the records of a batch stand in the request's body. */
export type BodyFormat = 'ndjson' | 'array' | 'records';

/** A record as it goes over the wire, with what packing goes by. */
export interface MeasuredRecord {
	type: string;
	productId: string;
	eventAt: string;
	vendorIds: unknown;
	/** The record as it goes over the wire; bytes where they come from a file. */
	text: string | Buffer;
	/** The length of `text` in UTF-8. */
	bytes: number;
}

/** A record ready to send. It carries its item: nothing downstream does arithmetic to find it again. */
export interface PackedRecord extends MeasuredRecord, Origin {}

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

/** @param text what goes over the wire for the record */
export const measureRecord = (record: Json, text: string | Buffer): MeasuredRecord => ({
	type: String(record._type),
	productId: String(record._product_id),
	eventAt: String(record._event_at),
	vendorIds: record._vendor_ids,
	text,
	bytes: Buffer.byteLength(text),
});

/** How many bytes a record may have, to be alone in a request. */
export const maxRecordBytes = ({ maxBytes, format }: BatchLimits): number =>
	maxBytes - FRAMES[format].open.length - FRAMES[format].close.length;

/** Puts records into batches one by one: one `_type` and one `_product_id` a batch, in their order. */
export interface Packer {
	/**
	 * @param record not above `maxRecordBytes`
	 * @returns the batches that take no more because of it
	 */
	add(record: PackedRecord): Batch[];
	/** The batches that would still have taken more. */
	rest(): Batch[];
}

/** @param maxOpenBytes how large all batches that still take more may be together */
export function createPacker(limits: BatchLimits, maxOpenBytes = Infinity): Packer {
	const { maxRecords, maxBytes, format } = limits;
	const { open, between, close } = FRAMES[format];
	const openBatches = new Map<string, Batch>();
	let openBytes = 0;
	const finish = (key: string, batch: Batch) => {
		openBatches.delete(key);
		openBytes -= batch.bytes;
		return batch;
	};

	return {
		add(record) {
			const finished: Batch[] = [];
			const key = JSON.stringify([record.type, record.productId]);
			const added = between.length + record.bytes;
			let batch = openBatches.get(key);
			if (batch && batch.bytes + added <= maxBytes) {
				batch.records.push(record);
				batch.bytes += added;
				openBytes += added;
			} else {
				if (batch) finished.push(finish(key, batch));
				batch = { records: [record], bytes: open.length + record.bytes + close.length };
				openBatches.set(key, batch);
				openBytes += batch.bytes;
			}
			if (batch.records.length >= maxRecords) finished.push(finish(key, batch));
			if (openBytes > maxOpenBytes) {
				const largest = maxBy(Array.from(openBatches), ([, { bytes }]) => bytes);
				if (largest) finished.push(finish(...largest));
			}
			return finished;
		},
		rest: () => Array.from(openBatches, ([key, batch]) => finish(key, batch)),
	};
}

/**
 * Records to batches, by count and by exact bytes. For one type and product, no division in their
 * order needs fewer.
 *
 * @returns the batches in the order in which they were begun, and the records of which one alone is
 * over the limit
 */
export function packBatches(
	records: readonly PackedRecord[],
	limits: BatchLimits,
): { batches: Batch[]; oversized: PackedRecord[] } {
	const packer = createPacker(limits);
	const [fitting, oversized] = partition(records, ({ bytes }) => bytes <= maxRecordBytes(limits));
	const batches = fitting.flatMap((record) => packer.add(record));
	batches.push(...packer.rest());
	return { batches: batches.sort((a, b) => byOrigin(a.records[0], b.records[0])), oversized };
}

/** The request's body: for the records of a batch, exactly `batch.bytes` long. */
export function writeBody(records: readonly PackedRecord[], format: BodyFormat): Buffer {
	const { open, between, close } = FRAMES[format];
	const separators = (records.length - 1) * between.length;
	const length = open.length + sumBy(records, 'bytes') + separators + close.length;
	const body = Buffer.allocUnsafe(length);
	let at = body.write(open);
	records.forEach(({ text }, index) => {
		if (index > 0) at += body.write(between, at);
		at += typeof text === 'string' ? body.write(text, at) : text.copy(body, at);
	});
	body.write(close, at);
	return body;
}
