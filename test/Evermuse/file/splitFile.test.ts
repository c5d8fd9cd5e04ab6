import { gzipSync } from 'node:zlib';
import type { FileFormat } from '../../../nodes/Evermuse/logic/file/splitFile';
import { splitFile } from '../../../nodes/Evermuse/logic/file/splitFile';
import { collect, inChunks } from './chunks';

/** The records that are found in a file, and the fault that ends it. */
async function read(file: Buffer | string, format: FileFormat = 'auto', limit = 10_000) {
	const perChunk: Array<{ texts: unknown[]; fault?: string }> = [];
	for (const sizes of [[1], [3, 100], [1_000_000]]) {
		const { values, fault } = await collect(splitFile(inChunks(file, sizes), format, limit));
		perChunk.push({
			texts: values.map(({ bytes, size }) => bytes?.toString() ?? size),
			...(fault !== undefined && { fault }),
		});
	}
	expect(perChunk[1]).toEqual(perChunk[0]);
	expect(perChunk[2]).toEqual(perChunk[0]);
	return perChunk[0];
}

const A = '{"a":1}';
const B = '{"b":[2]}';
const LONG = JSON.stringify({ text: 'x'.repeat(20_000) });

describe('A file of records', () => {
	it.each<[string, string, string[]]>([
		['NDJSON', `${A}\n${B}\n`, [A, B]],
		['one record on a line', A, [A]],
		['one record on a line that ends', `${A}\n`, [A]],
		['NDJSON behind blank lines', `\n\n  ${A}\n${B}`, [A, B]],
		['NDJSON whose first line is broken off', `{"a":\n${B}\n`.replace(':', ''), ['{"a"', B]],
		['NDJSON whose first line is broken', `{"a" 1}\n${B}\n`, ['{"a" 1}', B]],
		['an array', `[${A},${B}]`, [A, B]],
		['an array over several lines', `[\n${A},\n${B}\n]\n`, [A, B]],
		['an array behind blank lines', ` \n\n [${A}]`, [A]],
		['an object with records', `{"records":[${A},${B}]}`, [A, B]],
		['an object with records over several lines', `{\n"records": [\n${A},\n${B}]}`, [A, B]],
		['an object whose records begin on its line', `{ "records": [\n${A},\n${B}]}`, [A, B]],
		['an object whose first record is on its line', `{ "records": [${A},\n${B}]}`, [A, B]],
		['an object with other keys first', `{"count":2,"at":{"x":[]},"records":[${A},${B}]}`, [A, B]],
		['an object with other keys first, over lines', `{"count":2,\n"records":[${A}]}`, [A]],
		['an object without a record', '{"records":[]}\n', []],
		['nothing', '', []],
		['nothing but blank lines', ' \n\n', []],
	])('is read for what it is: %s', async (_what, file, texts) => {
		expect(await read(file)).toEqual({ texts });
		expect(await read(`\ufeff${file}`)).toEqual({ texts });
		expect(await read(gzipSync(file))).toEqual({ texts });
		expect(await read(gzipSync(`\ufeff${file}`))).toEqual({ texts });
	});

	it.each<[string, string, Array<string | number>]>([
		['NDJSON with a long record first', `${LONG}\n${A}\n`, [LONG.length, A]],
		['an array with a long record first', `[${LONG},${A}]`, [LONG.length, A]],
		['an object on one long line', `{"n":1,"records":[${A},${LONG}]}`, [A, LONG.length]],
	])('is read for what it is, however long its first line: %s', async (_what, file, texts) => {
		expect(await read(file)).toEqual({ texts });
	});

	it('is NDJSON if the user says so, whatever it looks like', async () => {
		expect(await read(`[${A}]\nid,name\n`, 'ndjson')).toEqual({ texts: [`[${A}]`, 'id,name'] });
	});

	it('is JSON if the user says so, whatever it looks like', async () => {
		expect(await read(`${A}\n${B}\n`, 'json')).toEqual({
			texts: [],
			fault: "The JSON object in the file has no 'records'",
		});
		expect(await read(`{"n":${JSON.stringify(LONG)},"records":[${A}]}`, 'json')).toEqual({
			texts: [A],
		});
	});
});

describe('A file that is something else', () => {
	it.each([
		[
			'a table',
			'id,name\n1,Ana\n',
			"The file is neither NDJSON nor JSON: it begins with 'id,name'",
		],
		[
			'a web page',
			'<!DOCTYPE html><html></html>',
			"The file is neither NDJSON nor JSON: it begins with '<!DOCTYPE html><html'",
		],
		['a ZIP archive', Buffer.from('PK\x03\x04rest'), 'The file is a ZIP archive'],
		['text in UTF-16', Buffer.from(`\ufeff${A}`, 'utf16le'), 'The file is UTF-16 text'],
	])('is refused: %s', async (_what, file, fault) => {
		expect(await read(file)).toEqual({ texts: [], fault });
	});

	it.each<FileFormat>(['ndjson', 'json'])(
		'is refused even if the user calls it %s, where each record would be garbage',
		async (format) => {
			expect(await read(Buffer.from('PK\x03\x04rest'), format)).toEqual({
				texts: [],
				fault: 'The file is a ZIP archive',
			});
		},
	);
});

describe('A file that breaks off', () => {
	const BREAKS_OFF = 'The file breaks off in the middle of its compressed data';

	it.each([
		['NDJSON', `${A}\n${B}\n`, [A, B]],
		['an array', `[${A},${B},`, [A, B]],
		['an object with records', `{"records":[${A},${B},`, [A, B]],
		['its first line', '{"a"', []],
	])('gives what is there of %s, packed', async (_what, begun, texts) => {
		const packed = gzipSync(begun);

		expect(await read(packed.subarray(0, -8))).toEqual({ texts, fault: BREAKS_OFF });
	});

	it('because it cannot be read on gives what was read, and the error', async () => {
		const given: string[] = [];
		const chunks = inChunks(`${A}\n${B}\n{"c"`, [5], new Error('Gone'));
		const reading = async () => {
			for await (const { bytes } of splitFile(chunks, 'auto', 100)) given.push(String(bytes));
		};

		await expect(reading()).rejects.toThrow('Gone');
		expect(given).toEqual([A, B]);
	});
});
