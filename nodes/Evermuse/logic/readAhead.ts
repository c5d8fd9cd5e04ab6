/**
 * Asks for so many of the next values while the ones before are still being used, and no further.
 *
 * @param rest ends when what was handed on has set out. Nothing is asked for before: to make the next
 * value ready would hold up this one
 */
export async function* readAhead<Value>(
	values: AsyncGenerator<Value>,
	count: number,
	rest: () => Promise<void>,
): AsyncGenerator<Value> {
	const ask = async (isFirst = false) => {
		if (!isFirst) await rest();
		return await values.next();
	};
	const ahead = [ask(true)];
	for (;;) {
		const { value, done } = await (ahead.shift() as (typeof ahead)[number]);
		if (done) return;
		while (ahead.length < count) {
			const next = ask();
			// Should it fail, that is heard when its turn comes. Until then, Node.js must not end for it.
			next.catch(() => undefined);
			ahead.push(next);
		}
		yield value;
	}
}
