import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';

/** The bytes one at a time, until there are no more or nobody is there any longer. */
export function drip(bytes: Iterable<number>, ms: number, { raw }: { raw: ServerResponse }) {
	const gone = new AbortController();
	raw.once('close', () => gone.abort());

	async function* apart(): AsyncGenerator<Buffer> {
		let begun = false;
		for (const byte of bytes) {
			if (begun) await setTimeout(ms, undefined, { signal: gone.signal });
			begun = true;
			yield Buffer.of(byte);
		}
	}
	return Readable.from(apart());
}

/** The bytes of `text`, and then those of `filler` for ever. */
export function* endless(text: string | Buffer, filler: string): Generator<number> {
	yield* Buffer.from(text);
	for (;;) yield* Buffer.from(filler);
}
