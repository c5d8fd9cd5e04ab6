import type { PackedRecord } from '../../nodes/Evermuse/logic/batch';
import { Slab } from '../../nodes/Evermuse/logic/slab';

/** A record that is written, in a slab of its own, from the input item with this index. */
export function aPackedRecord(
	itemIndex: number,
	{
		type = 'message',
		productId = 'prod-abc',
		eventAt = '2026-02-24T12:34:56Z',
		text = `{"n":${itemIndex}}`,
	} = {},
): PackedRecord {
	const slab = new Slab(Buffer.alloc(0));
	slab.write(text);
	return {
		itemIndex,
		type,
		productId,
		eventAt,
		vendorIds: { message_id: `msg-${itemIndex}` },
		slab,
		from: 0,
		to: slab.length,
	};
}

/** So many of them. */
export const somePackedRecords = (count: number): PackedRecord[] =>
	Array.from({ length: count }, (_, itemIndex) => aPackedRecord(itemIndex));

/** What goes over the wire for a record. */
export const textOf = ({ slab, from, to }: PackedRecord): string => slab.bytes(from, to).toString();
