/** Asks for so many of the next values while the ones before are still being used, and no further. */
export async function* readAhead<Value>(
	values: AsyncGenerator<Value>,
	count: number,
): AsyncGenerator<Value> {
	const ask = () => {
		const next = values.next();
		// Should it fail, that is heard when its turn comes. Until then, Node.js must not end for it.
		next.catch(() => undefined);
		return next;
	};
	const ahead = [ask()];
	for (;;) {
		const { value, done } = await (ahead.shift() as (typeof ahead)[number]);
		if (done) return;
		while (ahead.length < count) ahead.push(ask());
		yield value;
	}
}
