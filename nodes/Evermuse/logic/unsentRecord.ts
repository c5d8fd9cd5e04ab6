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

/** A good record that is not sent because the run stops at another one. */
export const unsent = ({ itemIndex }: PackedRecord): ItemResult => ({
	itemIndex,
	ok: false,
	failure: failureOf(
		EVERMUSE,
		'NOT_SENT',
		'notSent',
		'Not sent, because the run stopped before it',
	),
});

/** A record that may be sent. */
export const valid = ({ itemIndex }: PackedRecord): ItemResult => ({
	itemIndex,
	ok: true,
	json: { status: 'valid' },
});
