import type { PackedRecord } from '../../nodes/Evermuse/logic/packBatches';

/** A record that is written and measured, from the input item with this index. */
export function aPackedRecord(
	itemIndex: number,
	{ type = 'message', productId = 'prod-abc', text = `{"n":${itemIndex}}` } = {},
): PackedRecord {
	return {
		itemIndex,
		type,
		productId,
		vendorIds: { message_id: `msg-${itemIndex}` },
		text,
		bytes: Buffer.byteLength(text),
	};
}

/** So many of them. */
export const somePackedRecords = (count: number): PackedRecord[] =>
	Array.from({ length: count }, (_, itemIndex) => aPackedRecord(itemIndex));
