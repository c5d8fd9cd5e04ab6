/** Asks for the next value while the one before is still being used, and no further. */
export async function* readAhead<Value>(values: AsyncGenerator<Value>): AsyncGenerator<Value> {
	let next = values.next();
	for (;;) {
		const { value, done } = await next;
		if (done) return;
		next = values.next();
		yield value;
	}
}
