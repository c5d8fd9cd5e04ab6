/** How much memory a new slab has, in bytes. It doubles as often as it must. */
const FIRST_SIZE = 65_536;

/**
 * Bytes that are written one behind the other, text as UTF-8. They stand in one piece of memory, so
 * what was written can be sent as it is; and the memory of a slab that is done with serves the next,
 * since new memory for each batch costs as much as all that is done with its records.
 */
export class Slab {
	private written = 0;

	constructor(private memory: Buffer = Buffer.allocUnsafe(FIRST_SIZE)) {}

	/** How many bytes were written. */
	get length(): number {
		return this.written;
	}

	/** @param most how many bytes it takes at most */
	write(part: string | Buffer, most = Buffer.byteLength(part)): void {
		if (this.written + most > this.memory.length) this.grow(this.written + most);
		this.written +=
			typeof part === 'string'
				? this.memory.write(part, this.written)
				: part.copy(this.memory, this.written);
	}

	/** What was written between two places; a view, not a copy. */
	bytes(from = 0, to = this.written): Buffer {
		return this.memory.subarray(from, to);
	}

	/** Gives its memory away: there is nothing in the slab any more. */
	letGo(): Buffer {
		const { memory } = this;
		this.memory = Buffer.alloc(0);
		this.written = 0;
		return memory;
	}

	private grow(needed: number): void {
		const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.memory.length));
		this.memory.copy(larger, 0, 0, this.written);
		this.memory = larger;
	}
}
