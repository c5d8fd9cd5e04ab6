import type { BitReader } from './bitReader';
import { cutOff, damaged } from './bitReader';
import { huffmanTable } from './huffmanTable';

/** How far back a repetition may reach. */
const REACH = 32_768;

/** How much is unpacked before it is handed on. */
const PORTION = 262_144;

const LONGEST_REPETITION = 258;

/** A repetition with its two codes and their extra bits needs 48 bits at most. */
const SYMBOL_BITS = 64;

/** The head of a block with all its code lengths needs fewer. */
const HEAD_BITS = 5_000;

const END_OF_BLOCK = 256;
const MAX_LITERAL_CODES = 286;
const MAX_DISTANCE_CODES = 30;

/** What the symbols from 257 on stand for: the shortest length, and how many extra bits it has. */
const LENGTHS = Uint16Array.of(
	...[
		3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
	],
	...[163, 195, 227, 258],
);
const LENGTH_EXTRA = Uint8Array.of(
	...[0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0],
);
const DISTANCES = Uint16Array.of(
	...[1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1_025, 1_537],
	...[2_049, 3_073, 4_097, 6_145, 8_193, 12_289, 16_385, 24_577],
);
const DISTANCE_EXTRA = Uint8Array.of(
	...[0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12],
	...[13, 13],
);

/** In which order a block gives the lengths of the codes in which it gives its code lengths. */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

interface Codes {
	literals: Uint16Array;
	distances: Uint16Array;
}

const fixedCodes = (): Codes => ({
	literals: huffmanTable(
		new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280),
	),
	distances: huffmanTable(new Uint8Array(32).fill(5)),
});

/** What was unpacked: the part that is not handed on yet, behind the part that may be repeated. */
class Unpacked {
	readonly bytes = Buffer.alloc(REACH + PORTION + LONGEST_REPETITION);

	/** Where the next byte goes. */
	at = 0;

	private handedOn = 0;

	isFull(): boolean {
		return this.at >= REACH + PORTION;
	}

	take(): Buffer {
		const portion = Buffer.from(this.bytes.subarray(this.handedOn, this.at));
		const from = Math.max(this.at - REACH, 0);
		this.bytes.copyWithin(0, from, this.at);
		this.at -= from;
		this.handedOn = this.at;
		return portion;
	}
}

/**
 * Unpacks what deflate packed (RFC 1951), a portion at a time. Node's own zlib is not open to
 * community nodes; the `DecompressionStream` that is drops what it has already unpacked when the data
 * breaks off, and from Node.js 24 on refuses a gzip file of several members.
 *
 * @throws FileFault, once all that stands before the fault was handed out
 */
export async function* inflate(bits: BitReader): AsyncGenerator<Buffer> {
	const unpacked = new Unpacked();
	let fault: unknown;
	try {
		yield* inflateBlocks(bits, unpacked);
	} catch (error) {
		fault = error;
	}
	yield unpacked.take();
	if (fault) throw fault;
}

/** Unpacks all blocks; hands out what there is whenever the place for it is full. */
async function* inflateBlocks(bits: BitReader, unpacked: Unpacked): AsyncGenerator<Buffer> {
	for (let isFinal = false; !isFinal; ) {
		await bits.fill(HEAD_BITS);
		isFinal = bits.take(1) === 1;
		const kind = bits.take(2);
		if (kind === 0) yield* copyStored(bits, unpacked);
		else if (kind === 1) yield* decodeBlock(bits, unpacked, fixedCodes());
		else if (kind === 2) yield* decodeBlock(bits, unpacked, readCodes(bits));
		else throw damaged();
	}
}

async function* copyStored(bits: BitReader, unpacked: Unpacked): AsyncGenerator<Buffer> {
	bits.skipToByte();
	let left = bits.take(16);
	if (bits.take(16) !== (~left & 0xffff)) throw damaged();
	while (left > 0) {
		if (!(await bits.fill(8))) throw cutOff();
		const from = bits.at >>> 3;
		const there = (bits.end >>> 3) - from;
		const count = Math.min(left, there, unpacked.bytes.length - unpacked.at);
		unpacked.bytes.set(bits.bytes.subarray(from, from + count), unpacked.at);
		unpacked.at += count;
		bits.skip(count * 8);
		left -= count;
		if (unpacked.isFull()) yield unpacked.take();
	}
}

async function* decodeBlock(
	bits: BitReader,
	unpacked: Unpacked,
	codes: Codes,
): AsyncGenerator<Buffer> {
	for (;;) {
		const stopped = decode(bits, unpacked, codes);
		if (stopped === 'end') return;
		if (stopped === 'full') yield unpacked.take();
		else if (bits.isLast) throw cutOff();
		else await bits.fill(SYMBOL_BITS);
	}
}

/**
 * Decodes until the block ends, the place for what is unpacked is full, or the bits that are there
 * may not be a whole symbol. This is the loop that takes the time.
 */
function decode(
	bits: BitReader,
	unpacked: Unpacked,
	{ literals, distances }: Codes,
): 'end' | 'full' | 'short' {
	const { bytes: packed, end, isLast } = bits;
	const { bytes: out } = unpacked;
	const literalMask = literals.length - 1;
	const distanceMask = distances.length - 1;
	const lastStart = isLast ? end - 1 : end - SYMBOL_BITS;
	const full = REACH + PORTION;
	let at = unpacked.at;
	let bit = bits.at;

	while (bit <= lastStart && at < full) {
		let byte = bit >>> 3;
		let ahead =
			(packed[byte] |
				(packed[byte + 1] << 8) |
				(packed[byte + 2] << 16) |
				(packed[byte + 3] << 24)) >>>
			(bit & 7);
		const literal = literals[ahead & literalMask];
		const literalBits = literal & 15;
		const symbol = literal >>> 4;
		let next = bit + literalBits;
		if (next > end) break;
		if (literalBits === 0) throw damagedAt(bits, unpacked, bit, at);
		if (symbol < END_OF_BLOCK) {
			out[at++] = symbol;
			bit = next;
			continue;
		}
		if (symbol === END_OF_BLOCK) {
			bits.at = next;
			unpacked.at = at;
			return 'end';
		}

		const nth = symbol - END_OF_BLOCK - 1;
		if (nth >= LENGTHS.length) throw damagedAt(bits, unpacked, bit, at);
		const lengthExtra = LENGTH_EXTRA[nth];
		const length = LENGTHS[nth] + ((ahead >>> literalBits) & ((1 << lengthExtra) - 1));
		next += lengthExtra;

		byte = next >>> 3;
		ahead = (packed[byte] | (packed[byte + 1] << 8) | (packed[byte + 2] << 16)) >>> (next & 7);
		const distanceCode = distances[ahead & distanceMask];
		const code = distanceCode >>> 4;
		next += distanceCode & 15;
		if (next > end) break;
		if (distanceCode === 0 || code >= DISTANCES.length) {
			throw damagedAt(bits, unpacked, bit, at);
		}
		byte = next >>> 3;
		ahead = (packed[byte] | (packed[byte + 1] << 8) | (packed[byte + 2] << 16)) >>> (next & 7);
		const distanceExtra = DISTANCE_EXTRA[code];
		let from = at - DISTANCES[code] - (ahead & ((1 << distanceExtra) - 1));
		next += distanceExtra;
		if (next > end) break;
		if (from < 0) throw damagedAt(bits, unpacked, bit, at);
		for (const to = at + length; at < to; at++, from++) out[at] = out[from];
		bit = next;
	}
	bits.at = bit;
	unpacked.at = at;
	return at >= full ? 'full' : 'short';
}

/** Puts down how far it went, so that what stands before the fault is handed on. */
function damagedAt(bits: BitReader, unpacked: Unpacked, bit: number, at: number) {
	bits.at = bit;
	unpacked.at = at;
	return damaged();
}

/** The codes of a block that brings its own (RFC 1951, 3.2.7). */
function readCodes(bits: BitReader): Codes {
	const literalCount = bits.take(5) + 257;
	const distanceCount = bits.take(5) + 1;
	const lengthCount = bits.take(4) + 4;
	if (literalCount > MAX_LITERAL_CODES || distanceCount > MAX_DISTANCE_CODES) throw damaged();
	const lengthLengths = new Uint8Array(LENGTH_ORDER.length);
	for (let nth = 0; nth < lengthCount; nth++) lengthLengths[LENGTH_ORDER[nth]] = bits.take(3);
	const lengthTable = huffmanTable(lengthLengths, false);

	const lengths = new Uint8Array(literalCount + distanceCount);
	for (let filled = 0; filled < lengths.length; ) {
		const entry = lengthTable[bits.peek() & (lengthTable.length - 1)];
		if (entry === 0) throw damaged();
		bits.skip(entry & 15);
		const symbol = entry >>> 4;
		if (symbol < 16) {
			lengths[filled++] = symbol;
			continue;
		}
		const repeated = symbol === 16 ? lengths[filled - 1] : 0;
		const times =
			symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
		if (repeated === undefined || filled + times > lengths.length) throw damaged();
		lengths.fill(repeated, filled, filled + times);
		filled += times;
	}
	if (lengths[END_OF_BLOCK] === 0) throw damaged();
	return {
		literals: huffmanTable(lengths.subarray(0, literalCount)),
		distances: huffmanTable(lengths.subarray(literalCount)),
	};
}
