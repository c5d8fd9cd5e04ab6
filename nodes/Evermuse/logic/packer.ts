import { maxBy } from 'lodash';
import type { Batch, BatchLimits, PackedRecord, RecordLabel } from './batch';
import { FRAMES, maxRecordBytes } from './batch';
import { Slab } from './slab';

/**
 * How large the batches may be together that still take more records, as many types and products do.
 * Beyond that the largest is sent as it is.
 */
const MAX_OPEN_BYTES = 20_000_000;

/** UTF-8 has at most so many bytes for a UTF-16 unit. */
const BYTES_PER_UNIT = 3;

interface OpenBatch {
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

	/** Memory of batches that are done with. */
	private readonly memory: Buffer[] = [];

	private openBytes = 0;

	constructor(
		private readonly limits: BatchLimits,
		private readonly maxOpenBytes = MAX_OPEN_BYTES,
	) {}

	/**
	 * @param text what goes over the wire for the record
	 * @returns whether it is in a batch now; otherwise it is too large for any
	 */
	add(label: RecordLabel, text: string | Buffer): boolean {
		const { between } = FRAMES[this.limits.format];
		const key = keyOf(label);
		let batch = this.open.get(key);
		let most = typeof text === 'string' ? text.length * BYTES_PER_UNIT : text.length;
		if (most > this.roomIn(batch)) {
			// Its exact size takes time, and matters only here.
			most = Buffer.byteLength(text);
			if (most > maxRecordBytes(this.limits)) return false;
			if (batch && most > this.roomIn(batch)) {
				this.finish(key, batch);
				batch = undefined;
			}
		}
		batch ??= this.begin(key);

		const { records, slab } = batch;
		const before = slab.length;
		if (records.length > 0) slab.write(between);
		const from = slab.length;
		slab.write(text, most);
		records.push({ ...label, slab, from, to: slab.length });
		this.openBytes += slab.length - before;
		if (records.length >= this.limits.maxRecords) this.finish(key, batch);
		if (this.openBytes > this.maxOpenBytes) this.finishLargest();
		return true;
	}

	/** Finishes the batches that would still take more, in the order in which they were begun. */
	finishAll(): void {
		for (const [key, batch] of this.open) this.finish(key, batch);
	}

	/** Hands out the batches that take no more. */
	takeFull(): Batch[] {
		return this.full.splice(0);
	}

	private roomIn(batch: OpenBatch | undefined): number {
		if (!batch) return maxRecordBytes(this.limits);
		const { maxBytes, format } = this.limits;
		const { between, close } = FRAMES[format];
		return maxBytes - batch.slab.length - between.length - close.length;
	}

	private begin(key: string): OpenBatch {
		const batch = { records: [], slab: new Slab(this.memory.pop()) };
		batch.slab.write(FRAMES[this.limits.format].open);
		this.openBytes += batch.slab.length;
		this.open.set(key, batch);
		return batch;
	}

	private finish(key: string, { records, slab }: OpenBatch): void {
		this.open.delete(key);
		this.openBytes -= slab.length;
		slab.write(FRAMES[this.limits.format].close);
		const letGo = (isRead: boolean) => {
			const memory = slab.letGo();
			if (isRead) this.memory.push(memory);
		};
		this.full.push({ records, body: slab.bytes(), letGo });
	}

	private finishLargest(): void {
		const largest = maxBy(Array.from(this.open), ([, { slab }]) => slab.length);
		if (largest) this.finish(...largest);
	}
}

/** The length keeps apart what looks alike when written side by side. */
const keyOf = ({ type, productId }: RecordLabel): string => `${type.length}:${type}${productId}`;
