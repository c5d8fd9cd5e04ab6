/** A record as it stands in the file, not looked into yet. */
export interface Piece {
	/** Which record of the file it is, from 0. */
	index: number;
	/** In which line it stands, from 1, where each line is a record. */
	line?: number;
	/** Its bytes, as they were written. Absent if they are more than the limit. */
	bytes?: Buffer;
	/** How many bytes it has. */
	size: number;
}

/** Divides the bytes of a file into records; none is held that has more bytes than the limit. */
export type Splitter = (chunks: AsyncIterable<Buffer>, limit: number) => AsyncGenerator<Piece>;
