import type { Piece } from './piece';

/** The bytes of one record, from chunk to chunk, up to a limit; of one that has more, their number. */
export class Gathering {
	private parts: Buffer[] = [];
	private size = 0;

	constructor(private readonly limit: number) {}

	add(part: Buffer): void {
		this.size += part.length;
		if (this.size <= this.limit) this.parts.push(part);
	}

	/** What was gathered; then it begins anew. */
	take(): Pick<Piece, 'bytes' | 'size'> {
		const { parts, size } = this;
		this.parts = [];
		this.size = 0;
		if (size > this.limit) return { size };
		return { bytes: parts.length === 1 ? parts[0] : Buffer.concat(parts), size };
	}
}
