/**
 * Reads as much as is enough to decide by. If the chunks break off before, they do so again behind the
 * head, when they are read.
 *
 * @returns the beginning, and all of the chunks
 */
export async function lookAhead(
	chunks: AsyncIterable<Buffer>,
	isEnough: (head: Buffer) => boolean,
): Promise<{ head: Buffer; whole: AsyncIterable<Buffer> }> {
	const iterator = chunks[Symbol.asyncIterator]();
	let head: Buffer = Buffer.alloc(0);
	let isOver = false;
	let fault: unknown;
	while (!isOver && !isEnough(head)) {
		try {
			const { value, done } = await iterator.next();
			if (done) isOver = true;
			else head = Buffer.concat([head, value]);
		} catch (error) {
			fault = error;
			isOver = true;
		}
	}
	const whole = async function* () {
		yield head;
		if (fault) throw fault;
		if (!isOver) yield* { [Symbol.asyncIterator]: () => iterator };
	};
	return { head, whole: whole() };
}
