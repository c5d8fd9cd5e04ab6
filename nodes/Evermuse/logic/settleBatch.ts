import type { ItemResult } from '../../shared/logic/itemResult';
import { failureOf } from '../../shared/logic/readReply';
import type { Failure, Reply } from '../../shared/logic/reply';
import { EVERMUSE } from '../advice';
import type { Receipt, RecordError } from '../schemas/receipt';
import type { Batch, PackedRecord } from './packBatches';

/**
 * The fate of each record of a batch. Success is never assumed: a record is accepted only when the
 * counts of the answer leave no other possibility.
 */
export function settleBatch(batch: Batch, reply: Reply<Receipt>): ItemResult[] {
	return reply.kind === 'done'
		? settleReceipt(batch.records, reply.body)
		: failAll(batch, reply.failure);
}

/** One fate for all records of a batch. */
export const failAll = ({ records }: Batch, failure: Failure): ItemResult[] =>
	records.map((record, position) => fail(record, { ...failure, position }));

function settleReceipt(records: PackedRecord[], receipt: Receipt): ItemResult[] {
	const { batchId, acceptedCount, rejectedCount } = receipt;
	const total = records.length;
	// An index that is no place in the batch, or an error although nothing was rejected, is no news of
	// a record. It only shows that the counts are not to be relied on.
	const errors = receipt.errors ?? [];
	const named = new Map<number, RecordError>();
	for (const error of rejectedCount > 0 ? errors : []) {
		if (Number.isInteger(error.index) && error.index >= 0 && error.index < total) {
			if (!named.has(error.index)) named.set(error.index, error);
		}
	}
	const addsUp =
		acceptedCount + rejectedCount === total &&
		named.size <= rejectedCount &&
		(rejectedCount > 0 || errors.length === 0);
	const allRejectedAreNamed = addsUp && named.size === rejectedCount;

	return records.map((record, position) => {
		const known = { batchId, position };
		const error = named.get(position);
		if (error) return fail(record, rejection(error, known));
		if (allRejectedAreNamed) return accept(record, batchId);
		if (addsUp && acceptedCount === 0) return fail(record, rejection({ index: position }, known));
		const message = addsUp
			? `Evermuse rejected ${rejectedCount} of ${total} records of the batch and named only ${named.size}, so it is not known whether this one is among them`
			: 'The counts in the answer from Evermuse do not add up, so it is not known whether this record was accepted';
		return fail(record, failureOf(EVERMUSE, 'UNCONFIRMED', 'unsure', message, known));
	});
}

function rejection({ code, message }: RecordError, known: Partial<Failure>): Failure {
	const reason = message ?? 'no reason given';
	return failureOf(EVERMUSE, 'REJECTED', 'rejected', `Evermuse rejected this record: ${reason}`, {
		...known,
		issues: [{ path: '', message: code ? `${code}: ${reason}` : reason }],
	});
}

const accept = (record: PackedRecord, batchId: string): ItemResult => ({
	itemIndex: record.itemIndex,
	ok: true,
	json: {
		status: 'accepted',
		batchId,
		_type: record.type,
		_vendor_ids: record.vendorIds,
	},
});

const fail = ({ itemIndex }: PackedRecord, failure: Failure): ItemResult => ({
	itemIndex,
	ok: false,
	failure,
});
