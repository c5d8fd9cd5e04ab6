import fc from 'fast-check';
import { splitElements } from '../../../nodes/Evermuse/logic/file/splitElements';
import { always, collect, inChunks, someSizes } from './chunks';

/** The elements of a document as they are written, and the fault that ends them. */
async function split(document: string | Buffer, sizes?: readonly number[], limit = 1e9) {
	const { values, fault } = await collect(splitElements(inChunks(document, sizes), limit));
	expect(values.map(({ index }) => index)).toEqual(values.map((_, nth) => nth));
	return { texts: values.map(({ bytes }) => bytes?.toString() ?? ''), fault };
}

/** Spaces as JSON allows them. */
const someSpace = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 3 });

/** A value in JSON, laid out in one way or another. */
const someJson = fc
	.tuple(fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }), fc.constantFrom(undefined, 1, '\t'))
	.map(([value, indent]) => JSON.stringify(value, null, indent));

/** Elements as they are written, and the inside of an array of them. */
const someElements = fc
	.array(fc.tuple(someSpace, someJson, someSpace), { maxLength: 8 })
	.map((elements) => ({
		texts: elements.map(([, text]) => text),
		inside: elements.map((element) => element.join('')).join(','),
	}));

const someOtherKeys = fc.array(
	fc.tuple(
		fc.string({ unit: 'binary' }).filter((key) => key !== 'records'),
		someJson,
	),
	{ maxLength: 3 },
);

/** A key in JSON, perhaps with a letter escaped. */
const recordsKey = fc.constantFrom('"records"', '"\\u0072ecords"', '"record\\u0073"');

describe('The elements of an array', () => {
	it('are found as they are written, whatever they are and however they come in chunks', async () =>
		await always([someElements, someSpace, someSizes], async ({ texts, inside }, space, sizes) => {
			const document = `${space}[${space}${inside}]${space}`;

			expect(await split(document, sizes)).toEqual({ texts });
		}));

	it("are found under 'records', whatever other keys the object has", async () =>
		await always(
			[someElements, someOtherKeys, someOtherKeys, recordsKey, someSpace, someSizes],
			async ({ texts, inside }, before, behind, key, space, sizes) => {
				const member = ([name, value]: [string, string]) =>
					`${space}${JSON.stringify(name)}${space}:${space}${value}`;
				const members = [
					...before.map(member),
					`${key}${space}:${space}[${inside}]`,
					...behind.map(member),
				];
				const document = `${space}{${members.join(',')}${space}}${space}`;

				expect(await split(document, sizes)).toEqual({ texts });
			},
		));

	it.each([
		['numbers of any length', ['18446744073709551616', '1.0', '-0', '1e400', '0.1e-7']],
		['texts with brackets and quotes', ['"]"', '"}"', '"\\""', '"\\\\"', '"\\\\\\"]"', '","']],
		['words', ['true', 'false', 'null']],
		['arrays', ['[]', '[1,[2,{"a":[]}]]']],
		['objects', ['{}', '{"]":"}","a":{"b":[{}]}}']],
		['letters of several bytes', ['{"ñ":"🙂 漢"}']],
	])('may be %s', async (_what, texts) => {
		for (const sizes of [[1], [2, 3], [1_000]]) {
			expect(await split(`[${texts.join(',')}]`, sizes)).toEqual({ texts });
			expect(await split(`{"records":[${texts.join('\n, ')}]}`, sizes)).toEqual({ texts });
		}
	});

	it('that are too large are only measured, and the others found', async () => {
		const large = JSON.stringify({ text: 'x'.repeat(5_000) });
		const { values } = await collect(splitElements(inChunks(`[1,${large},3]`, [100]), 500));

		expect(values).toEqual([
			{ index: 0, bytes: Buffer.from('1'), size: 1 },
			{ index: 1, size: large.length },
			{ index: 2, bytes: Buffer.from('3'), size: 1 },
		]);
	});

	it('under other keys are no records', async () => {
		const document = '{"data":[1,2],"inner":{"records":[3]},"records":[4],"more":[5]}';

		expect(await split(document)).toEqual({ texts: ['4'] });
	});

	it('are none of a key that is longer than any key needs to be', async () => {
		const document = JSON.stringify({ ['x'.repeat(1_000)]: [1], records: [2] });

		expect(await split(document, [7])).toEqual({ texts: ['2'] });
	});
});

describe('A document', () => {
	const BREAKS_OFF = 'The file breaks off before its JSON ends';
	const STRAY = /^The JSON of the file is broken: .* stands where it cannot stand$/;

	it.each<[string, string, string[], string | RegExp]>([
		['that is not closed', '[{"a":1},{"b":2}', ['{"a":1}', '{"b":2}'], BREAKS_OFF],
		['that ends behind a comma', '[{"a":1},', ['{"a":1}'], BREAKS_OFF],
		['that ends in an element', '[{"a":1},{"b":', ['{"a":1}'], BREAKS_OFF],
		['that ends in a text', '[{"a":1},{"b":"', ['{"a":1}'], BREAKS_OFF],
		['that ends in a number', '[1,2', ['1'], BREAKS_OFF],
		['of which the object is not closed', '{"records":[1]', ['1'], BREAKS_OFF],
		['with nothing in it', '', [], BREAKS_OFF],
		['without a comma', '[1 2]', ['1'], STRAY],
		['with two commas', '[1,,2]', ['1'], STRAY],
		['with a comma at the end', '[1,]', ['1'], STRAY],
		['with a comma at the start', '[,1]', [], STRAY],
		['that goes on behind its end', '[1]]', ['1'], STRAY],
		['followed by another', '[1] [2]', ['1'], STRAY],
		['with a bracket too many', '[{"a":1}},{"b":2}]', ['{"a":1}'], STRAY],
		['with a value in place of a key', '{1:2}', [], STRAY],
		['without a colon', '{"records" [1]}', [], STRAY],
		['without a value', '{"a":,"records":[1]}', [], STRAY],
		['that is a text', '"records"', [], STRAY],
		['that is no JSON', 'hello', [], STRAY],
		['without records', '{"data":[1]}', [], "The JSON object in the file has no 'records'"],
		[
			'whose records are no array',
			'{"records":{"a":1}}',
			[],
			"'records' in the file is not an array",
		],
		['with records twice', '{"records":[1],"records":[2]}', ['1'], "The file has 'records' twice"],
	])('%s gives what stands before the fault', async (_what, document, texts, fault) => {
		for (const sizes of [[1], [1_000]]) {
			expect(await split(document, sizes)).toEqual({
				texts,
				fault: typeof fault === 'string' ? fault : expect.stringMatching(fault),
			});
		}
	});

	it('with a broken element, brackets and quotes aside, gives it and those behind it', async () => {
		expect(await split('[{"a":1,},{"b" 2},{"c":3}]')).toEqual({
			texts: ['{"a":1,}', '{"b" 2}', '{"c":3}'],
		});
	});
});

describe('What is found in a document is what JSON.parse finds', () => {
	/** JSON.parse's reading of a document, if it is an array or an object with one under `records`. */
	function expected(document: string): unknown[] | undefined {
		try {
			const parsed = JSON.parse(document) as unknown;
			if (Array.isArray(parsed)) return parsed as unknown[];
			const records = (parsed as { records?: unknown } | null)?.records;
			return Array.isArray(records) ? (records as unknown[]) : undefined;
		} catch {
			return undefined;
		}
	}

	/** What is found, if nothing is wrong in the whole document. */
	async function found(document: string | Buffer, sizes: number[]): Promise<unknown[] | undefined> {
		const { texts, fault } = await split(document, sizes);
		if (fault !== undefined) return undefined;
		try {
			return texts.map((text) => JSON.parse(text) as unknown);
		} catch {
			return undefined;
		}
	}

	it('in any array-like text', async () =>
		await always(
			[fc.string({ unit: fc.constantFrom(...'[]{}",:\\ 1etrun\n'), maxLength: 14 }), someSizes],
			async (inside, sizes) => {
				const document = `[${inside}`;

				expect(await found(document, sizes)).toEqual(expected(document));
			},
			20_000,
		));

	it('in any object-like text, unless another key or the second array is broken', async () =>
		await always(
			[
				fc.array(fc.constantFrom(...'[]{}",:\\ 1', '"records"', '"a"', '"records":['), {
					maxLength: 10,
				}),
				someSizes,
			],
			async (inside, sizes) => {
				const document = `{${inside.join('')}`;
				const parsed = expected(document);
				const isTwice = document.split('"records"').length > 2;

				if (parsed && !isTwice) expect(await found(document, sizes)).toEqual(parsed);
				else if (!parsed && !/"a"|""/.test(document)) {
					expect(await found(document, sizes)).toBeUndefined();
				}
			},
			20_000,
		));

	it('however a document is damaged: the elements before are there, and none is invented', async () =>
		await always(
			[
				someElements,
				fc.nat(),
				fc.oneof(
					fc.record({ cut: fc.nat(20), put: fc.uint8Array({ maxLength: 3 }) }),
					fc.record({
						cut: fc.nat(2),
						put: fc
							.string({ unit: fc.constantFrom(...'[]{}",:\\ 1'), maxLength: 2 })
							.map((text) => Buffer.from(text)),
					}),
					fc.constant({ cut: Infinity, put: Buffer.alloc(0) }),
				),
				someSizes,
			],
			async ({ texts, inside }, place, { cut, put }, sizes) => {
				const good = Buffer.from(`[${inside}]`);
				const at = place % good.length;
				const bad = Buffer.concat([good.subarray(0, at), put, good.subarray(at + cut)]);
				const { texts: given, fault } = await split(bad, sizes);

				// An element is whole if what stands behind it does, too.
				const whole = wholeBefore(good.subarray(0, at).toString(), texts);
				expect(given.slice(0, whole)).toEqual(texts.slice(0, whole));
				expect(await found(bad, sizes)).toEqual(expected(bad.toString()));
				if (cut === Infinity) expect(fault).toBe('The file breaks off before its JSON ends');
			},
			5_000,
		));

	/** How many elements of the undamaged beginning of a document are followed by a comma. */
	function wholeBefore(beginning: string, texts: string[]): number {
		let count = 0;
		let from = 1;
		for (const text of texts) {
			const at = beginning.indexOf(text, from);
			const behind = beginning.slice(at + text.length);
			if (at < 0 || !/^\s*,/.test(behind)) return count;
			from = at + text.length + behind.indexOf(',') + 1;
			count++;
		}
		return count;
	}
});
