import type { ErrorObject } from 'ajv';
import { get, uniq } from 'lodash';
import type { RecordError } from '../ledger';
import { describeFault, type OpenApi } from '../openApi';
import { Refusal } from '../refusal';

/** A tag by which a record is rejected that nothing is wrong with. */
const REJECT_TAG = 'sandbox-reject';
const REJECTED_BY_TAG = { code: 'SANDBOX_REJECT', message: `rejected by its tag ${REJECT_TAG}` };
export const MOST_ERRORS = 20;
const LONGEST_MESSAGE = 2048;

/** A record by its schema, as far as the sandbox looks into it. */
export interface IngestRecord {
	_type: string;
	_product_id: string;
	_event_at: string;
	_vendor_ids: Record<string, string>;
	_tags?: string[];
	_attachments?: Array<{ vendor_url?: string }>;
}

/** The records of one request, each found good or bad. */
export interface ReadRecords {
	accepted: IngestRecord[];
	rejectedCount: number;
	/** Of all faults of all rejected records. */
	totalErrorCount: number;
	/** The first 20 of them. */
	errors: RecordError[];
}

/** The records of a body that is a batch, in the order of their indexes. */
export const recordsOf = (body: unknown): unknown[] => get(body, 'records', body) as unknown[];

/** Reads the body of a request, or throws the Refusal of the whole batch. */
export function recordReader(openApi: OpenApi): (body: unknown) => ReadRecords {
	// A bad record is rejected alone, inside the 202: here only what surrounds the records counts.
	const isBatch = openApi.component('IngestRequest', {
		IngestRecord: {},
	});
	const isRecord = openApi.component<IngestRecord>('IngestRecord');

	return (body) => {
		if (!isBatch(body)) throw refusalOf(isBatch.errors?.map(({ keyword }) => keyword) ?? []);
		const read: ReadRecords = { accepted: [], rejectedCount: 0, totalErrorCount: 0, errors: [] };
		for (const [index, record] of recordsOf(body).entries()) {
			if (isRecord(record) && !record._tags?.includes(REJECT_TAG)) {
				read.accepted.push(record);
				continue;
			}
			const faults = isRecord.errors?.map(asError) ?? [REJECTED_BY_TAG];
			read.rejectedCount += 1;
			read.totalErrorCount += faults.length;
			for (const fault of faults.slice(0, MOST_ERRORS - read.errors.length))
				read.errors.push({ index, ...fault });
		}
		checkShared(read.accepted, '_type', 'MIXED_TYPES');
		checkShared(read.accepted, '_product_id', 'MIXED_PRODUCTS');
		return read;
	};
}

const asError = (fault: ErrorObject) => ({
	code: 'VALIDATION_ERROR',
	message: describeFault(fault).slice(0, LONGEST_MESSAGE),
});

function refusalOf(broken: string[]): Refusal {
	if (broken.includes('minItems'))
		return new Refusal(400, 'The batch has no records', { code: 'EMPTY_BATCH' });
	if (broken.includes('maxItems'))
		return new Refusal(400, 'The batch has more than 1,000 records', { code: 'TOO_MANY_RECORDS' });
	return new Refusal(400, 'Send an array of records, or an object with only a records array', {
		code: 'INVALID_BODY',
	});
}

function checkShared(records: IngestRecord[], field: '_type' | '_product_id', code: string): void {
	const found = uniq(records.map((record) => record[field]));
	if (found.length > 1)
		throw new Refusal(400, `All records of a batch must share the same ${field}`, {
			code,
			details: { found },
		});
}
