import type { Json } from '../../shared/logic/itemResult';
import type { Issue } from '../../shared/logic/reply';
import { recordRule } from '../schemas/record';
import type { BatchLimits } from './batch';
import { maxRecordBytes } from './batch';
import { checkRecord } from './checkRecord';
import { isPlainObject } from './isPlainObject';
import { mostBytes } from './mostBytes';
import { serializeRecord } from './serializeRecord';

/**
 * Looks whether a record can be sent. One that plainly can is not written for that.
 *
 * @param check whether it must hold to Evermuse's schema
 * @returns what is to be written as JSON, without losing anything; or what is wrong
 */
export function examineRecord(
	record: unknown,
	check: boolean,
): { record: Json } | { issues: Issue[] } {
	if (isPlainlyGood(record, check)) return { record };
	if (typeof record !== 'object' || record === null || Array.isArray(record)) {
		return { issues: [{ path: '', message: 'is not a JSON object' }] };
	}
	const written = serializeRecord(record);
	if ('issues' in written) return written;
	// What is checked is what goes over the wire: a Date is text there, and `undefined` is gone.
	const wire = JSON.parse(written.text) as Json;
	const issues = check ? checkRecord(wire) : [];
	return issues.length > 0 ? { issues } : { record: wire };
}

const isPlainlyGood = (record: unknown, check: boolean): record is Json =>
	check ? recordRule.accepts(record) : isPlainObject(record) && mostBytes(record) > 0;

/** How many bytes a record has that is too large for any request; nothing if it is not. */
export function bytesIfTooLarge(record: Json, limits: BatchLimits): number | undefined {
	const limit = maxRecordBytes(limits);
	if (mostBytes(record) <= limit) return undefined;
	const bytes = Buffer.byteLength(JSON.stringify(record));
	return bytes > limit ? bytes : undefined;
}
