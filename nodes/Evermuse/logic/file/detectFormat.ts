import { FileFault } from './fileFault';
import { isSpace, LINE_FEED, OPEN_ARRAY, OPEN_OBJECT } from './jsonBytes';
import { splitElements } from './splitElements';

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Files of other kinds, by the bytes they begin with, and what to do about them. */
const OTHER_KINDS: Array<[magic: number[], kind: string, description: string]> = [
	[[0x50, 0x4b, 3, 4], 'a ZIP archive', "Unpack it first with n8n's Compression node."],
	[[0xff, 0xfe], 'UTF-16 text', 'Save it as UTF-8.'],
	[[0xfe, 0xff], 'UTF-16 text', 'Save it as UTF-8.'],
];

/** A line behind which a JSON document goes on that was laid out over several lines. */
const GOES_ON = /[{[,:]$/;

/** How many bytes stand before the text that only say that it is UTF-8. */
export const markLength = (head: Buffer): number =>
	startsWith(head, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;

/** @throws FileFault if a file with these first bytes is of a kind that holds no records */
export function refuseOtherKinds(head: Buffer): void {
	const other = OTHER_KINDS.find(([magic]) => startsWith(head, magic));
	if (other) throw new FileFault(`The file is ${other[1]}`, other[2]);
}

/** Whether these first bytes of a file are enough to tell its format. */
export function tellsFormat(head: Buffer): boolean {
	const start = startOf(head);
	return start < head.length && (head[start] !== OPEN_OBJECT || head.includes(LINE_FEED, start));
}

/**
 * The format of a file by its first bytes, up to the end of its first line.
 *
 * @throws FileFault if it is neither
 */
export async function detectFormat(head: Buffer): Promise<'ndjson' | 'json'> {
	const start = startOf(head);
	if (start === head.length) return 'ndjson';
	if (head[start] === OPEN_ARRAY) return 'json';
	const end = head.indexOf(LINE_FEED, start);
	const line = head.subarray(start, end < 0 ? head.length : end);
	if (head[start] !== OPEN_OBJECT) {
		throw new FileFault(
			`The file is neither NDJSON nor JSON: it begins with '${line.toString('utf8', 0, 20).trim()}'`,
			"Records are JSON objects. n8n's Extract From File node reads CSV and other formats into items.",
		);
	}
	return (await holdsRecords(line)) || GOES_ON.test(line.toString('utf8').trimEnd())
		? 'json'
		: 'ndjson';
}

/** Whether this is an object with an array under `records`, or its beginning. */
async function holdsRecords(line: Buffer): Promise<boolean> {
	try {
		const chunks = (async function* () {
			yield line;
		})();
		await splitElements(chunks, line.length).next();
		return true;
	} catch {
		return false;
	}
}

const startsWith = (head: Buffer, magic: number[]): boolean =>
	magic.every((byte, at) => head[at] === byte);

/** Where the text begins. */
function startOf(head: Buffer): number {
	let start = markLength(head);
	while (start < head.length && isSpace(head[start])) start++;
	return start;
}
