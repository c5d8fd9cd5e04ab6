import type { Json } from '../../../nodes/shared/logic/itemResult';
import { checkRecord } from '../../../nodes/Evermuse/logic/checkRecord';
import { idempotencyKey } from '../../../nodes/Evermuse/logic/idempotencyKey';
import type { PackedRecord } from '../../../nodes/Evermuse/logic/packBatches';
import {
	MAX_BYTES,
	MAX_RECORDS,
	measureRecord,
	packBatches,
	writeBody,
} from '../../../nodes/Evermuse/logic/packBatches';
import { serializeRecord } from '../../../nodes/Evermuse/logic/serializeRecord';

export interface PackedBody {
	/** Only until the next is asked for. */
	body: Buffer;
	key: string;
}

/**
 * What Evermuse Ingest does with records before they are sent: each is checked and written, and each
 * batch becomes a body with its key.
 *
 * @throws if one of them may not be sent
 */
export async function* pack(records: readonly object[]): AsyncGenerator<PackedBody> {
	const packed = records.map(packRecord);
	const limits = { format: 'ndjson', maxRecords: MAX_RECORDS, maxBytes: MAX_BYTES } as const;
	for (const batch of packBatches(packed, limits).batches) {
		const body = writeBody(batch.records, limits.format);
		yield { body, key: idempotencyKey({ from: 'content', label: '' }, body, false) ?? '' };
	}
}

function packRecord(record: object, itemIndex: number): PackedRecord {
	const written = serializeRecord(record);
	if ('issues' in written) throw new Error(JSON.stringify(written.issues));
	const wire = JSON.parse(written.text) as Json;
	const issues = checkRecord(wire);
	if (issues.length > 0) throw new Error(JSON.stringify(issues));
	return { itemIndex, ...measureRecord(wire, written.text) };
}
