import type { FailedItem, ItemResult, Origin } from '../../shared/logic/itemResult';
import { failureOf } from '../../shared/logic/readReply';
import { EVERMUSE } from '../advice';
import type { RecordLabel } from './batch';
import { MAX_BYTES } from './batch';
import { fail, originOf } from './recordFate';

/** A record that alone is over the limit of one request. */
export function tooLarge(record: Origin & { bytes: number }): FailedItem {
	const { bytes } = record;
	const size = bytes.toLocaleString('en-US');
	const message =
		bytes > MAX_BYTES
			? `The record is ${size} bytes, more than Evermuse takes in one request`
			: `The record is ${size} bytes, more than 'Max Bytes per Batch' allows`;
	const failure = failureOf(EVERMUSE, 'RECORD_TOO_LARGE', 'rejected', message);
	return fail(record, failure);
}

/**
 * A record that may be sent.
 *
 * @param first an earlier record that Evermuse would take for the same
 */
export const valid = (record: RecordLabel, first: RecordLabel | undefined): ItemResult => ({
	ok: true,
	json: {
		status: 'valid',
		...(first && { duplicateOf: first.itemIndex }),
		...(first?.recordIndex !== undefined && { duplicateOfRecord: first.recordIndex }),
	},
	...originOf(record),
});
