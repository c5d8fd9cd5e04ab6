import { Gathering } from './gathering';
import { isSpace, LINE_FEED } from './jsonBytes';
import type { Splitter } from './piece';

/** The lines of NDJSON that are not blank. The last one may end without a line feed. */
export const splitLines: Splitter = async function* (chunks, limit) {
	const gathering = new Gathering(limit);
	let index = 0;
	let line = 0;
	const takeLine = () => {
		line++;
		const { bytes, size } = gathering.take();
		const record = bytes && trim(bytes);
		if (record?.length === 0) return undefined;
		return { index: index++, line, bytes: record, size: record?.length ?? size };
	};

	for await (const chunk of chunks) {
		let from = 0;
		for (let to = chunk.indexOf(LINE_FEED); to >= 0; to = chunk.indexOf(LINE_FEED, from)) {
			gathering.add(chunk.subarray(from, to));
			from = to + 1;
			const piece = takeLine();
			if (piece) yield piece;
		}
		gathering.add(chunk.subarray(from));
	}
	const last = takeLine();
	if (last) yield last;
};

function trim(line: Buffer): Buffer {
	let from = 0;
	let to = line.length;
	while (from < to && isSpace(line[from])) from++;
	while (to > from && isSpace(line[to - 1])) to--;
	return line.subarray(from, to);
}
