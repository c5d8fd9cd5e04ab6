import {
	BACKSLASH,
	CLOSE_ARRAY,
	CLOSE_OBJECT,
	COLON,
	COMMA,
	isSpace,
	OPEN_ARRAY,
	OPEN_OBJECT,
	QUOTE,
} from './jsonBytes';

/**
 * Finds where a JSON value ends, from chunk to chunk, by its brackets and quotes alone. Whether it is
 * JSON in between is for `JSON.parse` to say.
 */
export class ValueScanner {
	private depth = 0;
	private isInText = false;
	private isEscaped = false;

	/**
	 * @param from where the value begins or, in a later chunk, goes on
	 * @returns where it ends; -1 if it does not end in this chunk
	 */
	scan(chunk: Buffer, from: number): number {
		for (let at = from; at < chunk.length; at++) {
			const byte = chunk[at];
			if (this.isInText) {
				if (this.isEscaped) this.isEscaped = false;
				else if (byte === BACKSLASH) this.isEscaped = true;
				else if (byte === QUOTE) {
					this.isInText = false;
					if (this.depth === 0) return at + 1;
				}
			} else if (byte === QUOTE) {
				this.isInText = true;
			} else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
				this.depth++;
			} else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
				if (this.depth === 0) return at;
				this.depth--;
				if (this.depth === 0) return at + 1;
			} else if (this.depth === 0 && (byte === COMMA || byte === COLON || isSpace(byte))) {
				return at;
			}
		}
		return -1;
	}
}
