import type { ItemResult } from '../../shared/logic/itemResult';
import { failureOf } from '../../shared/logic/readReply';
import { EVERMUSE } from '../advice';
import type { PackedRecord } from './packBatches';
import { MAX_BYTES } from './packBatches';

/** A record that alone is over the limit of one request. */
export function tooLarge({ itemIndex, bytes }: PackedRecord): ItemResult {
	const size = bytes.toLocaleString('en-US');
	const message =
		bytes > MAX_BYTES
			? `The record is ${size} bytes, more than Evermuse takes in one request`
			: `The record is ${size} bytes, more than 'Max Bytes per Batch' allows`;
	const failure = failureOf(EVERMUSE, 'RECORD_TOO_LARGE', 'rejected', message);
	return { itemIndex, ok: false, failure };
}

/**
 * A record that may be sent.
 *
 * @param duplicateOf the item of an earlier record that Evermuse would take for the same
 */
export const valid = (
	{ itemIndex }: PackedRecord,
	duplicateOf: number | undefined,
): ItemResult => ({
	itemIndex,
	ok: true,
	json: { status: 'valid', ...(duplicateOf !== undefined && { duplicateOf }) },
});
