import type { Batch, BatchLimits, PackedRecord } from '../../nodes/Evermuse/logic/batch';
import { Packer } from '../../nodes/Evermuse/logic/packer';
import { textOf } from './aPackedRecord';

/** Records in batches, in the order in which these were full, and those that are too large for any. */
export function packAll(
	records: readonly PackedRecord[],
	limits: BatchLimits,
	maxOpenBytes?: number,
): { batches: Batch[]; oversized: PackedRecord[] } {
	const packer = new Packer(limits, maxOpenBytes);
	const oversized = records.filter((record) => !packer.add(written(record)));
	packer.finishAll();
	return { batches: packer.takeFull(), oversized };
}

/** What becomes of a record before it is packed, as far as packing goes by it. */
export const written = (packed: PackedRecord) => ({
	origin: { itemIndex: packed.itemIndex },
	record: {
		_type: packed.type,
		_product_id: packed.productId,
		_event_at: packed.eventAt,
		_vendor_ids: packed.vendorIds,
	},
	text: textOf(packed),
});
