import { createWriteStream } from 'node:fs';
import { Readable, PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** What stands before, between and behind the records. */
const LINES = ['', '\n', '\n'];
const ARRAY = ['[\n', ',\n', '\n]\n'];

/** The kinds of files, by the ends of their names. */
export const KINDS = {
	ndjson: LINES,
	'ndjson.gz': LINES,
	json: ARRAY,
	'json.gz': ARRAY,
};

/** How many records are written at once. */
const AT_ONCE = 500;

/** Writes a file of records, about a kilobyte each, until it has so many bytes, unpacked, or records. */
export async function writeRecords(file, kind, { bytes = Infinity, records = Infinity }) {
	await pipeline(
		Readable.from(partsOf(KINDS[kind], bytes, records)),
		kind.endsWith('.gz') ? createGzip() : new PassThrough(),
		createWriteStream(file),
	);
}

function* partsOf([before, between, behind], bytes, records) {
	let written = Buffer.byteLength(before);
	yield before;
	for (let first = 0; written < bytes && first < records; first += AT_ONCE) {
		const length = Math.min(AT_ONCE, records - first);
		const texts = Array.from({ length }, (_, nth) => recordText(first + nth));
		const text = (first > 0 ? between : '') + texts.join(between);
		written += Buffer.byteLength(text);
		yield text;
	}
	yield behind;
}

/** The text of a record, as a shop's conversations come: a few messages each. */
export const recordText = (n) =>
	JSON.stringify({
		_type: 'conversation',
		_schema_version: '1.0.0',
		_event_at: new Date(1_700_000_000_000 + n * 1_000).toISOString(),
		_vendor_ids: { conversation_id: `conv-${n}` },
		_nature: 'evidence',
		_product_id: 'prod-abc',
		_project_ids: ['proj-123'],
		_tags: ['bench'],
		data: {
			number: n,
			messages: Array.from({ length: 4 }, (_, nth) => ({
				from: nth % 2 ? 'agent' : 'customer',
				text: Array.from({ length: 37 }, aWord).join(' '),
			})),
		},
	});

/** One of some thousand words, some with letters of two bytes. The same ones in each run. */
const aWord = () => `${chance().toString(36)}${chance() % 7 === 0 ? 'ñ' : ''}`;

let state = 1;
const chance = () => {
	state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
	return state >>> 18;
};
