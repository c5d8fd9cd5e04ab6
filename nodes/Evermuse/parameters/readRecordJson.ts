import type { Issue } from '../../shared/logic/reply';
import { readJson } from '../../shared/readJson';

/** The records of one input item, or why there are none. */
export type RecordsOfItem = { records: unknown[] } | { issues: Issue[] };

/**
 * The records in the field 'Record': one record, an array of records, or an object with them under
 * `records`, as the API takes them.
 */
export function readRecordJson(value: unknown): RecordsOfItem {
	const read = readJson(value);
	if ('reason' in read) return notARecord(read.reason);
	const given = read.value;
	if (typeof given !== 'object' || given === null) {
		return notARecord('is not a JSON object or an array of objects');
	}
	const wrapped = Reflect.get(given, 'records') as unknown;
	const list = Array.isArray(given) ? given : Array.isArray(wrapped) ? wrapped : [given];
	return list.length > 0 ? { records: list } : notARecord('holds no record');
}

const notARecord = (message: string): RecordsOfItem => ({ issues: [{ path: 'Record', message }] });
