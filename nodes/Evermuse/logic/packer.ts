import { maxBy } from 'lodash';
import type { Batch, BatchLimits, PackedRecord, WrittenRecord } from './batch';
import { FRAMES, maxRecordBytes, pack } from './batch';
import { Slab } from './slab';

/**
 * How large the batches may be together that still take more records, as many types and products do.
 * Beyond that the largest is sent as it is.
 */
const MAX_OPEN_BYTES = 20_000_000;

/** UTF-8 has at most so many bytes for a UTF-16 unit. */
const BYTES_PER_UNIT = 3;

/** Most records fill no batch. */
const NONE: Batch[] = [];

interface OpenBatch {
	type: string;
	productId: string;
	records: PackedRecord[];
	slab: Slab;
}

/**
 * Puts records into batches, one by one: one `_type` and one `_product_id` a batch, by count and by
 * exact bytes. For one type and product, no division in their order needs fewer.
 *
 * Each record is written once, into the body that is sent: how far the writing got is its size.
 */
export class Packer {
	/** The batches that take no more, in the order in which they were full. */
	private readonly full: Batch[] = [];

	private readonly open = new Map<string, OpenBatch>();

	private latest: OpenBatch | undefined;

	/** Memory of batches that are done with. */
	private readonly memory: Buffer[] = [];

	private openBytes = 0;

	constructor(
		private readonly limits: BatchLimits,
		private readonly maxOpenBytes = MAX_OPEN_BYTES,
	) {}

	/** @returns the record in its batch; nothing if it is too large for any */
	add({ record, origin, text }: WrittenRecord): PackedRecord | undefined {
		const { maxRecords, format } = this.limits;
		const type = String(record._type);
		const productId = String(record._product_id);
		let batch = this.openFor(type, productId);
		let most = typeof text === 'string' ? text.length * BYTES_PER_UNIT : text.length;
		if (most > this.roomIn(batch)) {
			// Its exact size takes time, and matters only here.
			most = Buffer.byteLength(text);
			if (most > maxRecordBytes(this.limits)) return undefined;
			if (batch && most > this.roomIn(batch)) {
				this.finish(batch);
				batch = undefined;
			}
		}
		batch ??= this.begin(type, productId);

		const { records, slab } = batch;
		const before = slab.length;
		if (records.length > 0) slab.write(FRAMES[format].between);
		const from = slab.length;
		slab.write(text, most);
		const packed = pack(batch, { record, origin }, slab, from);
		records.push(packed);
		this.openBytes += slab.length - before;
		if (records.length >= maxRecords) this.finish(batch);
		if (this.openBytes > this.maxOpenBytes) this.finishLargest();
		return packed;
	}

	/** Finishes the batches that would still take more, in the order in which they were begun. */
	finishAll(): void {
		for (const batch of this.open.values()) this.finish(batch);
	}

	/** Hands out the batches that take no more. */
	takeFull(): Batch[] {
		return this.full.length > 0 ? this.full.splice(0) : NONE;
	}

	private openFor(type: string, productId: string): OpenBatch | undefined {
		// Most records are like the one before, which is cheaper to see than to look up.
		const { latest } = this;
		if (latest?.type === type && latest.productId === productId) return latest;
		return this.open.get(keyOf(type, productId));
	}

	private roomIn(batch: OpenBatch | undefined): number {
		if (!batch) return maxRecordBytes(this.limits);
		const { maxBytes, format } = this.limits;
		const { between, close } = FRAMES[format];
		return maxBytes - batch.slab.length - between.length - close.length;
	}

	private begin(type: string, productId: string): OpenBatch {
		const batch: OpenBatch = { type, productId, records: [], slab: new Slab(this.memory.pop()) };
		batch.slab.write(FRAMES[this.limits.format].open);
		this.openBytes += batch.slab.length;
		this.open.set(keyOf(type, productId), batch);
		this.latest = batch;
		return batch;
	}

	private finish(batch: OpenBatch): void {
		const { type, productId, records, slab } = batch;
		this.open.delete(keyOf(type, productId));
		if (this.latest === batch) this.latest = undefined;
		this.openBytes -= slab.length;
		slab.write(FRAMES[this.limits.format].close);
		const letGo = (isRead: boolean) => {
			const memory = slab.letGo();
			if (isRead) this.memory.push(memory);
			// Lists live long enough to become old, and V8 keeps what is in old lists for long.
			records.length = 0;
		};
		this.full.push({ records, body: slab.bytes(), letGo });
	}

	private finishLargest(): void {
		const largest = maxBy(Array.from(this.open.values()), ({ slab }) => slab.length);
		if (largest) this.finish(largest);
	}
}

/** The length keeps apart what looks alike when written side by side. */
const keyOf = (type: string, productId: string): string => `${type.length}:${type}${productId}`;
