import fc from 'fast-check';
import { FileFault } from '../../../nodes/Evermuse/logic/file/fileFault';

/** The bytes in chunks of these sizes, over and over; then, if there is one, the error. */
export async function* inChunks(
	bytes: Buffer | string,
	sizes: readonly number[] = [65_536],
	error?: Error,
): AsyncGenerator<Buffer> {
	const all = Buffer.from(bytes);
	for (let at = 0, nth = 0; at < all.length; nth++) {
		const size = sizes[nth % sizes.length];
		yield all.subarray(at, at + size);
		at += size;
	}
	if (error) throw error;
}

/** Sizes of chunks. */
export const someSizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });

/** What comes out before it ends, and the fault that ends it, if any. Another error is a bug. */
export async function collect<Value>(
	values: AsyncIterable<Value>,
): Promise<{ values: Value[]; fault?: string }> {
	const collected: Value[] = [];
	try {
		for await (const value of values) collected.push(value);
	} catch (error) {
		if (!(error instanceof FileFault)) throw error;
		return { values: collected, fault: error.message };
	}
	return { values: collected };
}

/** A property that holds for whatever fast-check thinks of. */
export const always = async <Values extends [unknown, ...unknown[]]>(
	arbitraries: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
	check: (...values: Values) => Promise<void>,
	numRuns = 1_000,
) => await fc.assert(fc.asyncProperty(...arbitraries, check), { seed: 2026, numRuns });
