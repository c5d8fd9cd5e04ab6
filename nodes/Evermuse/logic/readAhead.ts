/** Asks for so many of the next values while the ones before are still being used, and no further. */
export async function* readAhead<Value>(
	values: AsyncGenerator<Value>,
	count: number,
): AsyncGenerator<Value> {
	const ahead = [values.next()];
	for (;;) {
		const { value, done } = await (ahead.shift() as (typeof ahead)[number]);
		if (done) return;
		while (ahead.length < count) ahead.push(values.next());
		yield value;
	}
}
