import { attempt, isEmpty, isError } from 'lodash';
import type { FailedItem, Json, Origin } from '../../../shared/logic/itemResult';
import type { Issue } from '../../../shared/logic/reply';
import type { RecordDefaults } from '../applyDefaults';
import { missingFields } from '../applyDefaults';
import { checkRecord } from '../checkRecord';
import type { RecordReading } from '../examineRecord';
import { invalidRecord } from '../invalidRecord';
import type { WrittenRecord } from '../batch';
import { maxRecordBytes } from '../batch';
import { fail } from '../recordFate';
import { findLosses } from '../serializeRecord';
import { tooLarge } from '../unsentRecord';
import { fillIn } from './fillIn';
import type { Piece } from './piece';

/** A mark of the byte order would otherwise be dropped, and is none inside of a record. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** In an escape, as it may be written: the only way for half a character into a valid text. */
const MAY_HOLD_HALF_A_CHARACTER = /\\ud[89a-f]/i;

/** As JSON.parse says it. Beside the line of the file it would be taken for that. */
const PLACE_IN_RECORD = / \(line \d+ column \d+\)$/;

/**
 * A record ready to send, its bytes as they stand in the file, or why it cannot be sent. Only a line's
 * end between its parts becomes a space, since in NDJSON it would end the record.
 */
export function readPiece(
	{ bytes, size }: Piece,
	origin: Origin,
	defaults: RecordDefaults,
	{ check, limits }: RecordReading,
): WrittenRecord | FailedItem {
	if (!bytes) return tooLarge({ ...origin, bytes: size });
	const read = parse(bytes);
	if ('issues' in read) return fail(origin, invalidRecord(read.issues));

	const missing = missingFields(read.record, defaults);
	const record = isEmpty(missing) ? read.record : { ...read.record, ...missing };
	const filled = fillIn(read.text, read.record, missing);
	const issues = [...findHalfCharacters(record, filled), ...(check ? checkRecord(record) : [])];
	if (issues.length > 0) return fail(origin, invalidRecord(issues));
	const text = filled === read.written ? bytes : filled;
	const length = Buffer.byteLength(text);
	return length > maxRecordBytes(limits)
		? tooLarge({ ...origin, bytes: length })
		: { origin, record, text };
}

function findHalfCharacters(record: Json, text: string): Issue[] {
	if (!MAY_HOLD_HALF_A_CHARACTER.test(text)) return [];
	const found = attempt(findLosses, record, '');
	return isError(found) ? [{ path: '', message: 'is nested too deeply' }] : found;
}

function parse(
	bytes: Buffer,
): { record: Json; written: string; text: string } | { issues: Issue[] } {
	const issues = (message: string) => ({ issues: [{ path: '', message }] });
	let written: string;
	try {
		written = utf8.decode(bytes);
	} catch {
		return issues('is not valid UTF-8 text');
	}
	try {
		const record: unknown = JSON.parse(written);
		return typeof record === 'object' && record !== null && !Array.isArray(record)
			? { record: record as Json, written, text: written.replace(/[\r\n]/g, ' ') }
			: issues('is not a JSON object');
	} catch (error) {
		const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
		return issues(`is not valid JSON: ${why.replace(PLACE_IN_RECORD, '')}`);
	}
}
