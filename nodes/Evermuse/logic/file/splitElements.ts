import { FileFault } from './fileFault';
import { Gathering } from './gathering';
import {
	CLOSE_ARRAY,
	CLOSE_OBJECT,
	COLON,
	COMMA,
	isSpace,
	OPEN_ARRAY,
	OPEN_OBJECT,
	QUOTE,
} from './jsonBytes';
import type { Splitter } from './piece';
import { ValueScanner } from './valueScanner';

/** The key under which an object holds its records. */
const RECORDS = 'records';

/** A longer key, in bytes, is another one. */
const LONGEST_KEY = 100;

const NO_RECORDS = "The JSON object in the file has no 'records'";

/** Where in the document the next byte that is no space stands. */
type Place =
	| 'start'
	| 'firstElement'
	| 'element'
	| 'behindElement'
	| 'firstKey'
	| 'key'
	| 'behindKey'
	| 'value'
	| 'behindValue'
	| 'end';

/** What is read at a place, unless the byte there leads on to another one. */
const BEGINS: Partial<Record<Place, 'element' | 'key' | 'value'>> = {
	firstElement: 'element',
	element: 'element',
	firstKey: 'key',
	key: 'key',
	value: 'value',
};

/** Where it goes on behind what was read. */
const BEHIND = { element: 'behindElement', key: 'behindKey', value: 'behindValue' } as const;

/**
 * The elements of a JSON array, or of the array under the key `records` of a JSON object, whose other
 * keys are skipped. Of the document, never more than one element is held.
 *
 * @throws FileFault where the document is not such a one, once all elements before were handed out
 */
export const splitElements: Splitter = async function* (chunks, limit) {
	const scanner = new ValueScanner();
	const element = new Gathering(limit);
	const key = new Gathering(LONGEST_KEY);
	/** What is being read, perhaps since an earlier chunk. */
	let reading: 'element' | 'key' | 'value' | undefined;
	let place: Place = 'start';
	let index = 0;
	let isObject = false;
	let isAtRecords = false;
	let hasRecords = false;

	/** Where a byte leads that only holds the parts together; nothing if it is no such byte. */
	const follow = (byte: number): Place | undefined => {
		switch (place) {
			case 'start':
				isObject = byte === OPEN_OBJECT;
				return isObject ? 'firstKey' : byte === OPEN_ARRAY ? 'firstElement' : undefined;
			case 'firstElement':
			case 'behindElement':
				if (byte === CLOSE_ARRAY) return isObject ? 'behindValue' : 'end';
				return place === 'behindElement' && byte === COMMA ? 'element' : undefined;
			case 'firstKey':
			case 'behindValue':
				if (byte === CLOSE_OBJECT) return 'end';
				return place === 'behindValue' && byte === COMMA ? 'key' : undefined;
			case 'behindKey':
				return byte === COLON ? 'value' : undefined;
			case 'value':
				if (!isAtRecords) return undefined;
				if (byte !== OPEN_ARRAY) throw noRecords("'records' in the file is not an array");
				if (hasRecords) throw noRecords("The file has 'records' twice");
				hasRecords = true;
				return 'firstElement';
			default:
				return undefined;
		}
	};

	const lacksRecords = () => isObject && !hasRecords;

	for await (const chunk of chunks) {
		for (let at = 0; at < chunk.length; ) {
			if (reading === undefined) {
				const byte = chunk[at];
				const next: Place | undefined = isSpace(byte) ? place : follow(byte);
				if (next) {
					place = next;
					at++;
					continue;
				}
				reading = BEGINS[place];
				if (!reading || !canBegin(reading, byte)) {
					throw place === 'end' && lacksRecords() ? noRecords(NO_RECORDS) : unexpected(byte);
				}
			}

			const end = scanner.scan(chunk, at);
			const part = chunk.subarray(at, end < 0 ? chunk.length : end);
			if (reading === 'element') element.add(part);
			if (reading === 'key') key.add(part);
			if (end < 0) break;
			at = end;
			place = BEHIND[reading];
			if (reading === 'element') yield { index: index++, ...element.take() };
			if (reading === 'key') isAtRecords = isRecords(key.take().bytes);
			reading = undefined;
		}
	}
	if (place !== 'end') throw new FileFault('The file breaks off before its JSON ends');
	if (lacksRecords()) throw noRecords(NO_RECORDS);
};

const canBegin = (what: 'element' | 'key' | 'value', byte: number): boolean =>
	what === 'key' ? byte === QUOTE : ![COMMA, COLON, CLOSE_ARRAY, CLOSE_OBJECT].includes(byte);

function isRecords(key: Buffer | undefined): boolean {
	try {
		return key !== undefined && JSON.parse(key.toString()) === RECORDS;
	} catch {
		return false;
	}
}

function unexpected(byte: number): FileFault {
	const what = byte > 0x20 && byte < 0x7f ? `a '${String.fromCharCode(byte)}'` : `byte ${byte}`;
	return new FileFault(`The JSON of the file is broken: ${what} stands where it cannot stand`);
}

const noRecords = (message: string): FileFault =>
	new FileFault(
		message,
		"Give the records as a JSON array, as an object with the array under 'records', or as NDJSON, one on each line.",
	);
