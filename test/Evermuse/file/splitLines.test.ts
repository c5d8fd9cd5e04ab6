import fc from 'fast-check';
import { splitLines } from '../../../nodes/Evermuse/logic/file/splitLines';
import { always, collect, inChunks, someSizes } from './chunks';

const LIMIT = 60;

/** The records of a text, each as `line: text`, or `line: size` if it is too large. */
async function linesOf(text: string | Buffer, sizes?: readonly number[]) {
	const { values } = await collect(splitLines(inChunks(text, sizes), LIMIT));
	expect(values.map(({ index }) => index)).toEqual(values.map((_, nth) => nth));
	return values.map(({ line, bytes, size }) => {
		if (bytes) expect(bytes).toHaveLength(size);
		return bytes ? `${line}: ${bytes.toString('latin1')}` : `${line}: ${size} bytes`;
	});
}

describe('The lines of NDJSON', () => {
	it.each([
		['each ending in a line feed', '{"a":1}\n{"b":2}\n', ['1: {"a":1}', '2: {"b":2}']],
		['the last without a line feed', '{"a":1}\n{"b":2}', ['1: {"a":1}', '2: {"b":2}']],
		['each ending as in Windows', '{"a":1}\r\n{"b":2}\r\n', ['1: {"a":1}', '2: {"b":2}']],
		['blank ones between', '\n{"a":1}\n\n \t\r\n{"b":2}\n\n', ['2: {"a":1}', '5: {"b":2}']],
		['spaces around', '  {"a":1}\t\n', ['1: {"a":1}']],
		['spaces within', '{ "a" : 1 }\n', ['1: { "a" : 1 }']],
		['not JSON at all', 'a,b\n{"a"\n', ['1: a,b', '2: {"a"']],
		['a carriage return within', '{"a":\r1}\n', ['1: {"a":\r1}']],
		['as large as may be', `${'x'.repeat(LIMIT)}\n1`, [`1: ${'x'.repeat(LIMIT)}`, '2: 1']],
		['larger', `${'x'.repeat(LIMIT + 1)}\n1`, [`1: ${LIMIT + 1} bytes`, '2: 1']],
		['larger, the last without a line feed', 'x'.repeat(1_000), ['1: 1000 bytes']],
		['none', '', []],
		['only blank ones', '\n\n \n', []],
	])('are its records: %s', async (_what, text, lines) => {
		for (const sizes of [[1], [2, 5], [1_000]]) expect(await linesOf(text, sizes)).toEqual(lines);
	});

	it('are its records, whatever they are and however they come in chunks', async () =>
		await always(
			[
				fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.constantFrom('\n', '\r\n', '\n\n'))),
				someSizes,
			],
			async (lines, sizes) => {
				const text = lines.map(([line, end]) => line + end).join('');
				const expected = text.split('\n').flatMap((line, index) => {
					const record = Buffer.from(line.replace(/^[ \t\r]+|[ \t\r]+$/g, '')).toString('latin1');
					const { length } = Buffer.from(line);
					if (record === '') return [];
					return length > LIMIT ? `${index + 1}: ${length} bytes` : `${index + 1}: ${record}`;
				});

				expect(await linesOf(text, sizes)).toEqual(expected);
			},
		));
});
