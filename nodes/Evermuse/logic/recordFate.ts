import type { Brake } from '../../shared/logic/brake';
import type { FailedItem, ItemResult, Origin } from '../../shared/logic/itemResult';
import { failureOf } from '../../shared/logic/readReply';
import type { Failure } from '../../shared/logic/reply';
import { EVERMUSE } from '../advice';
import type { RecordError } from '../schemas/receipt';
import type { PackedRecord } from './batch';

/** Of what a record is, only where it came from: no key with nothing in it. */
export function originOf({ itemIndex, recordIndex, line, fileName }: Origin): Origin {
	const origin: Origin = { itemIndex };
	if (recordIndex !== undefined) origin.recordIndex = recordIndex;
	if (line !== undefined) origin.line = line;
	if (fileName !== undefined) origin.fileName = fileName;
	return origin;
}

/** The fate of a record that Evermuse took. */
export const accept = (record: PackedRecord, batchId: string): ItemResult => ({
	ok: true,
	json: {
		status: 'accepted',
		batchId,
		_type: record.type,
		_vendor_ids: record.vendorIds,
	},
	...originOf(record),
});

/** The fate of a record that Evermuse rejected, in its words as far as it gave any. */
export function reject(
	record: PackedRecord,
	{ code, message }: Partial<RecordError>,
	known: Partial<Failure>,
): ItemResult {
	const reason = message ?? 'it gave no reason';
	const what = `Evermuse rejected this record: ${reason}`;
	const issues = [{ path: '', message: code ? `${code}: ${reason}` : reason }];
	return fail(record, failureOf(EVERMUSE, 'REJECTED', 'rejected', what, { ...known, issues }));
}

export const fail = (record: Origin, failure: Failure): FailedItem => ({
	ok: false,
	failure,
	...originOf(record),
});

/** One fate for all records of a request, each with its place in it. */
export const failAll = (records: readonly PackedRecord[], failure: Failure): ItemResult[] =>
	records.map((record, position) => fail(record, { ...failure, position }));

/** The fate of records that were not begun any more. */
export const notBegun = (records: readonly PackedRecord[], brake: Brake): ItemResult[] =>
	records.map((record) => fail(record, brake.notBegun(record.itemIndex).failure));
