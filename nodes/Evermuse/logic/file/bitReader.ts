import { FileFault } from './fileFault';

/** So many zeros stand behind the bytes that are there: reading ahead needs no check of its own. */
const PADDING = 8;

/** Reads bits from chunks of bytes, those of a byte from the lowest on, as deflate writes them. */
export class BitReader {
	/** The chunk that is read, with zeros behind it. */
	bytes = new Uint8Array(PADDING);

	/** The next bit, counted from the start of `bytes`. */
	at = 0;

	/** Where the bits end that are there. */
	end = 0;

	/** Whether no further bits will come. */
	isLast = false;

	constructor(private readonly chunks: AsyncIterator<Uint8Array>) {}

	/** Waits until so many bits are there. @returns `false` if the chunks end before. */
	async fill(count: number): Promise<boolean> {
		while (this.end - this.at < count && !this.isLast) {
			const { value, done } = await this.chunks.next();
			if (done) this.isLast = true;
			else this.append(value);
		}
		return this.end - this.at >= count;
	}

	/** The next bits, up to 16, as a number. They must have been waited for. */
	take(count: number): number {
		const value = this.peek() & ((1 << count) - 1);
		this.skip(count);
		return value;
	}

	/** The next 16 bits and perhaps more, without taking them; zeros where there are none. */
	peek(): number {
		const byte = this.at >>> 3;
		const [low, middle, high] = [this.bytes[byte], this.bytes[byte + 1], this.bytes[byte + 2]];
		return (low | (middle << 8) | (high << 16)) >>> (this.at & 7);
	}

	skip(count: number): void {
		if (this.at + count > this.end) throw cutOff();
		this.at += count;
	}

	/** Goes on with the next whole byte. */
	skipToByte(): void {
		this.at = (this.at + 7) & ~7;
	}

	private append(chunk: Uint8Array): void {
		const left = this.bytes.subarray(this.at >>> 3, this.end >>> 3);
		const bytes = new Uint8Array(left.length + chunk.length + PADDING);
		bytes.set(left);
		bytes.set(chunk, left.length);
		this.bytes = bytes;
		this.at &= 7;
		this.end = (left.length + chunk.length) * 8;
	}
}

export const cutOff = (): FileFault =>
	new FileFault('The file breaks off in the middle of its compressed data');

export const damaged = (): FileFault => new FileFault('The compressed data of the file is damaged');
