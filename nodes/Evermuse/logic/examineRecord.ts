import type { Json } from '../../shared/logic/itemResult';
import type { Issue } from '../../shared/logic/reply';
import { recordRule } from '../schemas/record';
import type { BatchLimits } from './batch';
import { maxRecordBytes } from './batch';
import { checkRecord } from './checkRecord';
import { isPlainObject } from './isPlainObject';
import { mostBytes } from './mostBytes';
import { serializeRecord } from './serializeRecord';

/** How records are read. */
export interface RecordReading {
	/** Whether each record must hold to Evermuse's schema. */
	check: boolean;
	limits: BatchLimits;
}

/** What an examination finds out of a record. */
export type Examined =
	/** It can be sent; as this text, if it was written already. */
	| { record: Json; text?: string }
	/** What is wrong with it. */
	| { issues: Issue[] }
	/** It is too large for any request, by its length in bytes. */
	| { bytes: number };

/** Looks whether a record can be sent, and writes it only where that does not show at a glance. */
export function examineRecord(record: unknown, reading: RecordReading): Examined {
	if (isPlainlyGood(record, reading)) return { record };
	const written = writeRecord(record, reading.check);
	if ('issues' in written) return written;
	const bytes = Buffer.byteLength(written.text);
	return bytes > maxRecordBytes(reading.limits) ? { bytes } : { record: written.record };
}

const isPlainlyGood = (record: unknown, { check, limits }: RecordReading): record is Json =>
	(check ? recordRule.accepts(record) : isPlainObject(record)) &&
	mostBytes(record) <= maxRecordBytes(limits);

/**
 * A record as it is written, and what that text says: a Date is text there, and `undefined` is gone.
 * Its size is not looked at.
 */
export function writeRecord(
	record: unknown,
	check: boolean,
): { record: Json; text: string } | { issues: Issue[] } {
	if (typeof record !== 'object' || record === null || Array.isArray(record)) {
		return { issues: [{ path: '', message: 'is not a JSON object' }] };
	}
	const written = serializeRecord(record);
	if ('issues' in written) return written;
	const { text } = written;
	if (check && recordRule.accepts(record)) return { record: record as Json, text };
	const wire = JSON.parse(text) as Json;
	const issues = check ? checkRecord(wire) : [];
	return issues.length > 0 ? { issues } : { record: wire, text };
}
