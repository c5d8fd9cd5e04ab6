import { chunk } from 'lodash';
import type { ItemResult } from '../../shared/logic/itemResult';
import { failureOf } from '../../shared/logic/readReply';
import type { Failure, Reply } from '../../shared/logic/reply';
import { EVERMUSE } from '../advice';
import type { Receipt, RecordError } from '../schemas/receipt';
import { recordErrorsOf } from '../schemas/receipt';
import type { PackedRecord } from './batch';
import { accept, failAll, reject } from './recordFate';

/**
 * A body above this is halved when it got no answer: some servers close the connection on what is too
 * large for them instead of saying so.
 */
export const LARGE_BODY_BYTES = 1_000_000;

/**
 * How many errors an answer about a part should have to name. Evermuse names at most 20, and the
 * rejected are not spread evenly: this leaves room.
 */
const ERRORS_TO_BE_NAMED = 12;

/** Why the fate of records is open. */
export type Doubt =
	/** Refused as a whole, and nobody knows because of which record. */
	| 'refused'
	/** Refused as a whole because of other records, which were named. */
	| 'spoiled'
	/** Too large. */
	| 'tooLarge'
	/** No answer to a body so large that its size may be the reason. */
	| 'silence'
	/** More were rejected than were named. */
	| 'unnamed'
	/** The counts of the answer do not add up. */
	| 'contradiction';

/** What a reply says of the records of a request, and what sending parts of it would find out. */
export interface Judgement {
	/** Of these the fate is known. */
	results: ItemResult[];
	/** Of these it is not. */
	open?: {
		doubt: Doubt;
		/** Each list is to be sent on its own. */
		parts: PackedRecord[][];
		/** Their fate if that is not done. */
		failure: Failure;
	};
}

/**
 * Judges the reply to a request. Success is never assumed: a record is accepted only when the counts of
 * the answer leave no other possibility.
 *
 * @param bytes the length of the request's body
 */
export function judgeReply(
	records: readonly PackedRecord[],
	bytes: number,
	reply: Reply<Receipt>,
): Judgement {
	switch (reply.kind) {
		case 'done':
			return judgeReceipt(records, reply.body);
		case 'refused':
			return isAboutRecords(reply.failure)
				? judgeRefusal(records, reply.failure, recordErrorsOf(reply.body))
				: { results: failAll(records, aboutRequest(reply.failure)) };
		case 'tooLarge': {
			const alone = {
				...reply.failure,
				...EVERMUSE.advice.RECORD_TOO_LARGE,
				code: 'RECORD_TOO_LARGE',
			};
			return records.length > 1
				? halve(records, 'tooLarge', reply.failure)
				: { results: failAll(records, alone) };
		}
		case 'lost': {
			const mayBeTooLarge = bytes > LARGE_BODY_BYTES && reply.failure.code === 'UNCONFIRMED';
			return mayBeTooLarge && records.length > 1
				? halve(records, 'silence', reply.failure)
				: { results: failAll(records, reply.failure) };
		}
		case 'busy':
			return { results: failAll(records, reply.failure) };
	}
}

/** Statuses of a refusal that may be up to single records. The others are about the request as such. */
const STATUSES_ABOUT_RECORDS = [400, 422];

const isAboutRecords = ({ code, status = 0 }: Failure): boolean =>
	code === 'REJECTED' && STATUSES_ABOUT_RECORDS.includes(status);

/** A 404 or a 405 has nothing to do with the records: the address is the likely reason. */
const aboutRequest = (failure: Failure): Failure =>
	failure.code === 'REJECTED' && failure.outcome === 'rejected'
		? { ...failure, description: EVERMUSE.advice.UNEXPECTED_ANSWER.description }
		: failure;

/**
 * A batch that was refused as a whole: nothing of it was taken, not even its good records, unless it
 * was before.
 */
function judgeRefusal(
	records: readonly PackedRecord[],
	failure: Failure,
	errors: RecordError[],
): Judgement {
	const named = errorsByPosition(errors, records.length);
	if (named.size === 0) {
		return records.length > 1
			? halve(records, 'refused', failure)
			: { results: failAll(records, failure) };
	}
	const { status, outcome, description } = failure;
	const isUnsure = outcome === 'unsure';
	const known = { status, ...(isUnsure && { outcome, description }) };
	const results = Array.from(named, ([position, error]) =>
		reject(records[position], error, { position, ...known }),
	);
	const others = records.filter((_record, position) => !named.has(position));
	if (others.length === 0) return { results };
	const message = 'Not taken, because Evermuse refused the batch for other records in it';
	const notTaken = isUnsure
		? failure
		: failureOf(EVERMUSE, 'NOT_SENT', 'notSent', message, { status });
	return { results, open: { doubt: 'spoiled', parts: [others], failure: notTaken } };
}

function judgeReceipt(records: readonly PackedRecord[], receipt: Receipt): Judgement {
	const { batchId, acceptedCount, rejectedCount } = receipt;
	const errors = receipt.errors ?? [];
	// An error although nothing was rejected is no news of a record: it shows that the counts are wrong.
	const named = errorsByPosition(rejectedCount > 0 ? errors : [], records.length);
	const allArePlaces = errors.every((error) => isPlace(error, records.length));
	const addsUp =
		acceptedCount + rejectedCount === records.length &&
		(named.size === rejectedCount || (named.size < rejectedCount && allArePlaces)) &&
		(rejectedCount > 0 || errors.length === 0);

	// All errors are in the list, so whom it does not name it should not count, either.
	const namesAll = errors.length > 0 && errors.length === receipt.totalErrorCount;

	const results: ItemResult[] = [];
	const unclear: PackedRecord[] = [];
	records.forEach((record, position) => {
		const error = named.get(position);
		const known = { batchId, position };
		if (error) results.push(reject(record, error, known));
		else if (addsUp && named.size === rejectedCount) results.push(accept(record, batchId));
		else if (addsUp && acceptedCount === 0 && !namesAll) results.push(reject(record, {}, known));
		else unclear.push(record);
	});
	if (unclear.length === 0) return { results };

	const message = addsUp
		? `Evermuse rejected ${rejectedCount} of ${records.length} records of the batch and named only ${named.size}, so it is not known whether this one is among them`
		: 'The counts in the answer from Evermuse do not add up, so it is not known whether this record was accepted';
	const failure = failureOf(EVERMUSE, 'UNCONFIRMED', 'unsure', message, { batchId });
	if (records.length === 1) return { results: failAll(unclear, failure) };
	return addsUp
		? { results, open: { doubt: 'unnamed', parts: partsToName(unclear, receipt, named), failure } }
		: { results, open: { doubt: 'contradiction', parts: halves(unclear), failure } };
}

/** The records once more, in parts so small that an answer can name all that are rejected. */
function partsToName(
	unclear: PackedRecord[],
	{ rejectedCount, totalErrorCount = 0 }: Receipt,
	named: Map<number, RecordError>,
): PackedRecord[][] {
	// One record can use up several of the places in the answer.
	const errorsPerRecord = Math.max(totalErrorCount / rejectedCount, 1);
	const errorsLeft = (rejectedCount - named.size) * errorsPerRecord;
	const wanted = Math.max(Math.ceil(errorsLeft / ERRORS_TO_BE_NAMED), named.size === 0 ? 2 : 1);
	return chunk(unclear, Math.ceil(unclear.length / wanted));
}

/** The errors by the record they are about. An index that is no place in the batch is no news. */
function errorsByPosition(errors: RecordError[], total: number): Map<number, RecordError> {
	const named = new Map<number, RecordError>();
	for (const error of errors) {
		if (isPlace(error, total) && !named.has(error.index)) named.set(error.index, error);
	}
	return named;
}

const isPlace = ({ index }: RecordError, total: number): boolean =>
	Number.isInteger(index) && index >= 0 && index < total;

const halves = (records: readonly PackedRecord[]): PackedRecord[][] =>
	chunk(records, Math.ceil(records.length / 2));

const halve = (records: readonly PackedRecord[], doubt: Doubt, failure: Failure): Judgement => ({
	results: [],
	open: { doubt, parts: halves(records), failure },
});
