import { sumBy } from 'lodash';
import type { Json, Origin } from '../../shared/logic/itemResult';
import type { Slab } from './slab';

/** Evermuse takes at most this many records and bytes in one request. */
export const MAX_RECORDS = 1_000;
export const MAX_BYTES = 5_000_000;

/** How the records of a batch stand in the request's body. */
export type BodyFormat = 'ndjson' | 'array' | 'records';

export interface BatchLimits {
	maxRecords: number;
	maxBytes: number;
	format: BodyFormat;
}

/** What must be known of a record besides its bytes, and where it came from. */
export interface RecordLabel extends Origin {
	type: string;
	productId: string;
	/** What tells it from others, where that is asked for. */
	eventAt: unknown;
	vendorIds: unknown;
}

/** A record with what goes over the wire for it. */
export interface WrittenRecord {
	origin: Origin;
	record: Json;
	text: string | Buffer;
}

/** A record as it goes over the wire. It carries its item: nothing downstream does arithmetic to find it again. */
export interface PackedRecord extends RecordLabel {
	/** Where it is written. */
	slab: Slab;
	from: number;
	to: number;
}

/** Records that go in one request. */
export interface Batch {
	records: PackedRecord[];
	/** The request's body: the very bytes of its records, with what stands around them. */
	body: Buffer;
	/**
	 * To be called once the batch is done with: it has no records then, and they have no bytes.
	 *
	 * @param isRead whether Evermuse has read the body to its end, so that nothing can still be sending
	 * it and its memory may be written over
	 */
	letGo(isRead: boolean): void;
}

interface Frame {
	open: string;
	between: string;
	close: string;
}

/** What stands around the records in a body. One byte a letter. */
export const FRAMES: Record<BodyFormat, Frame> = {
	ndjson: { open: '', between: '\n', close: '\n' },
	array: { open: '[', between: ',', close: ']' },
	records: { open: '{"records":[', between: ',', close: ']}' },
};

/* The fields of another object stand last: Node.js 20 makes a slow object of one that begins with them. */

export const labelOf = (record: Json, origin: Origin): RecordLabel => ({
	type: String(record._type),
	productId: String(record._product_id),
	eventAt: record._event_at,
	vendorIds: record._vendor_ids,
	...origin,
});

/**
 * The record as it was written into a slab, from this place to its end. It has its type and product
 * from its batch: a text that all of them share takes no memory for each.
 */
export const pack = (
	{ type, productId }: Pick<RecordLabel, 'type' | 'productId'>,
	{ record, origin }: Pick<WrittenRecord, 'record' | 'origin'>,
	slab: Slab,
	from: number,
): PackedRecord => ({
	type,
	productId,
	eventAt: record._event_at,
	vendorIds: record._vendor_ids,
	slab,
	from,
	to: slab.length,
	...origin,
});

/** How many bytes a record may have, to be alone in a request. */
export const maxRecordBytes = ({ maxBytes, format }: BatchLimits): number =>
	maxBytes - FRAMES[format].open.length - FRAMES[format].close.length;

/** A request's body with some of the records of a batch, copied from its own. */
export function writePart(records: readonly PackedRecord[], format: BodyFormat): Buffer {
	const { open, between, close } = FRAMES[format];
	const separators = (records.length - 1) * between.length;
	const length = open.length + sumBy(records, ({ from, to }) => to - from) + separators;
	const body = Buffer.allocUnsafe(length + close.length);
	let at = body.write(open);
	records.forEach(({ slab, from, to }, index) => {
		if (index > 0) at += body.write(between, at);
		at += slab.bytes(from, to).copy(body, at);
	});
	body.write(close, at);
	return body;
}
