import { damaged } from './bitReader';

/** The longest code that deflate has, in bits. */
const MAX_LENGTH = 15;

/**
 * A table to decode with: at each combination of bits, the symbol whose code they begin with, and in
 * the lowest four bits of the entry how long that code is. 0 where no code begins so.
 *
 * @param lengths the length of each symbol's code, 0 for a symbol that has none (RFC 1951, 3.2.2)
 * @param mayBeSingle whether there may be one code alone, which leaves combinations without a symbol
 * @throws FileFault if no encoder writes such lengths
 */
export function huffmanTable(lengths: Uint8Array, mayBeSingle = true): Uint16Array {
	const counts = new Uint16Array(MAX_LENGTH + 1);
	for (const length of lengths) counts[length]++;
	counts[0] = 0;

	const nextCodes = new Uint16Array(MAX_LENGTH + 1);
	let longest = 0;
	let unused = 1;
	for (let length = 1; length <= MAX_LENGTH; length++) {
		nextCodes[length] = (nextCodes[length - 1] + counts[length - 1]) << 1;
		if (counts[length] > 0) longest = length;
		unused = unused * 2 - counts[length];
		if (unused < 0) throw damaged();
	}
	if (unused > 0 && (longest > 1 || !mayBeSingle)) throw damaged();

	const table = new Uint16Array(1 << longest);
	lengths.forEach((length, symbol) => {
		if (length === 0) return;
		const first = reverse(nextCodes[length]++, length);
		for (let bits = first; bits < table.length; bits += 1 << length) {
			table[bits] = (symbol << 4) | length;
		}
	});
	return table;
}

/** A code as it is read, from its highest bit on, in a number that is read from its lowest. */
function reverse(code: number, length: number): number {
	let reversed = 0;
	for (let bit = 0; bit < length; bit++) reversed = (reversed << 1) | ((code >>> bit) & 1);
	return reversed;
}
