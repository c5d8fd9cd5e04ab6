import { BitReader, cutOff, damaged } from './bitReader';
import { crc32 } from './crc32';
import { FileFault } from './fileFault';
import { inflate } from './inflate';

const MAGIC = [0x1f, 0x8b];
const DEFLATE = 8;

/** Flags of a member's head: the parts that it has beside the fixed ones. */
const HAS_HEAD_CHECKSUM = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;
const RESERVED = 0xe0;

export const isGzip = (head: Uint8Array): boolean => MAGIC.every((byte, at) => head[at] === byte);

/**
 * Unpacks a gzip file (RFC 1952). Several members one behind the other are one file, as those are that
 * log shippers write; zeros behind the last one are filling.
 *
 * @throws FileFault, once all that stands before the fault was handed out
 */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
	const bits = new BitReader(chunks[Symbol.asyncIterator]());
	do {
		await readHead(bits);
		let checksum = 0;
		let size = 0;
		for await (const portion of inflate(bits)) {
			checksum = crc32(portion, checksum);
			size = (size + portion.length) >>> 0;
			yield portion;
		}
		bits.skipToByte();
		if ((await readNumber(bits)) !== checksum || (await readNumber(bits)) !== size) {
			throw new FileFault(
				'The compressed data of the file is damaged: its checksum is not that of the records',
			);
		}
	} while (await hasMore(bits));
}

async function readHead(bits: BitReader): Promise<void> {
	const [first, second, method, flags] = [
		await readByte(bits),
		await readByte(bits),
		await readByte(bits),
		await readByte(bits),
	];
	if (!isGzip(Uint8Array.of(first, second))) {
		throw new FileFault('There is something behind the end of the compressed data of the file');
	}
	if (method !== DEFLATE || flags & RESERVED) throw damaged();
	const timeLevelAndSystem = 6;
	await skipBytes(bits, timeLevelAndSystem);
	if (flags & HAS_EXTRA) {
		await skipBytes(bits, (await readByte(bits)) + (await readByte(bits)) * 256);
	}
	if (flags & HAS_NAME) await skipText(bits);
	if (flags & HAS_COMMENT) await skipText(bits);
	if (flags & HAS_HEAD_CHECKSUM) await skipBytes(bits, 2);
}

/** Whether another member follows. */
async function hasMore(bits: BitReader): Promise<boolean> {
	while (await bits.fill(8)) {
		if ((bits.peek() & 0xff) !== 0) return true;
		bits.skip(8);
	}
	return false;
}

async function readByte(bits: BitReader): Promise<number> {
	if (!(await bits.fill(8))) throw cutOff();
	return bits.take(8);
}

/** Four bytes, the lowest first. */
async function readNumber(bits: BitReader): Promise<number> {
	if (!(await bits.fill(32))) throw cutOff();
	return (bits.take(16) | (bits.take(16) << 16)) >>> 0;
}

async function skipBytes(bits: BitReader, count: number): Promise<void> {
	for (let nth = 0; nth < count; nth++) await readByte(bits);
}

/** Text ends with a zero. */
async function skipText(bits: BitReader): Promise<void> {
	while ((await readByte(bits)) !== 0);
}
