import { detectFormat, markLength, refuseOtherKinds, tellsFormat } from './detectFormat';
import { gunzip, isGzip } from './gunzip';
import { lookAhead } from './lookAhead';
import type { Piece } from './piece';
import { splitElements } from './splitElements';
import { splitLines } from './splitLines';

/** What the user may say a file is. */
export type FileFormat = 'auto' | 'ndjson' | 'json';

/** By so many bytes gzip can be told from everything else. */
const MAGIC_BYTES = 2;

/** So many bytes show what a file is that holds no records. */
const HEAD_BYTES = 100;

const SPLITTERS = { ndjson: splitLines, json: splitElements };

/**
 * The records of a file, plain or gzip, in UTF-8, one by one as they are read.
 *
 * @param limit how many bytes a record may have; of a larger one only the size is found out
 * @throws FileFault where the file cannot be read on, once all records before were handed out; and
 * whatever the chunks throw
 */
export async function* splitFile(
	chunks: AsyncIterable<Buffer>,
	format: FileFormat,
	limit: number,
): AsyncGenerator<Piece> {
	const packed = await lookAhead(chunks, (head) => head.length >= MAGIC_BYTES);
	const unpacked = isGzip(packed.head) ? gunzip(packed.whole) : packed.whole;
	const { head, whole } = await lookAhead(
		unpacked,
		(head) => head.length > limit || (head.length >= HEAD_BYTES && tellsFormat(head)),
	);
	refuseOtherKinds(head);
	const split = SPLITTERS[format === 'auto' ? await detectFormat(head) : format];
	yield* split(without(markLength(head), whole), limit);
}

/** The chunks without so many bytes, which all stand in the first of them. */
async function* without(count: number, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let left = count;
	for await (const chunk of chunks) {
		yield chunk.subarray(left);
		left = 0;
	}
}
