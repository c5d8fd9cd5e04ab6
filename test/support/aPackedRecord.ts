import type { PackedRecord } from '../../nodes/Evermuse/logic/packBatches';

/** A record that is written and measured, from the input item with this index. */
export function aPackedRecord(
	itemIndex: number,
	{
		type = 'message',
		productId = 'prod-abc',
		eventAt = '2026-02-24T12:34:56Z',
		text = `{"n":${itemIndex}}`,
	} = {},
): PackedRecord {
	return {
		itemIndex,
		type,
		productId,
		eventAt,
		vendorIds: { message_id: `msg-${itemIndex}` },
		text,
		bytes: Buffer.byteLength(text),
	};
}

/** So many of them. */
export const somePackedRecords = (count: number): PackedRecord[] =>
	Array.from({ length: count }, (_, itemIndex) => aPackedRecord(itemIndex));
