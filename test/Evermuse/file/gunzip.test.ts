import fc from 'fast-check';
import { constants, crc32, deflateRawSync, gunzipSync, gzipSync } from 'node:zlib';
import { gunzip } from '../../../nodes/Evermuse/logic/file/gunzip';
import { always, collect, inChunks, someSizes } from './chunks';

/** What is unpacked of a file, a letter for each byte, with the fault that ends it. */
async function unpack(packed: Buffer, sizes?: readonly number[]) {
	const { values, fault } = await collect(gunzip(inChunks(packed, sizes)));
	return { content: latin(Buffer.concat(values)), fault };
}

const latin = (bytes: Buffer) => bytes.toString('latin1');

const text = (lines: number) =>
	Buffer.from(
		Array.from({ length: lines }, (_, n) => `{"id":${n},"text":"línea ${n * 7919}"}\n`).join(''),
	);
/** Bytes that nobody can pack, the same in each run. */
const noise = (length: number) => {
	let state = 1;
	return Buffer.from(
		Array.from({ length }, () => {
			state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
			return state >>> 24;
		}),
	);
};

const CONTENTS: Array<[string, Buffer]> = [
	['nothing', Buffer.alloc(0)],
	['one byte', Buffer.from('a')],
	['text', text(20_000)],
	['zeros', Buffer.alloc(1_000_000)],
	['noise', noise(100_000)],
	['text between noise', Buffer.concat([noise(40_000), text(1_000), noise(40_000)])],
];

describe('A gzip file', () => {
	it.each([
		['as gzip packs unless told otherwise', {}],
		['packed fast', { level: 1 }],
		['packed as small as can be', { level: 9, memLevel: 9 }],
		['with small blocks', { memLevel: 1 }],
		['not packed at all', { level: 0 }],
		['with the codes that deflate brings along', { strategy: constants.Z_FIXED }],
		['without repetitions', { strategy: constants.Z_HUFFMAN_ONLY }],
		['with runs of one byte only', { strategy: constants.Z_RLE }],
		['that reaches back as little as can be', { windowBits: 9 }],
	])('%s is unpacked', async (_how, options) => {
		for (const [what, content] of CONTENTS) {
			const unpacked = await unpack(gzipSync(content, options));

			expect({ what, ...unpacked }).toEqual({ what, content: latin(content) });
		}
	});

	it('is unpacked whatever is in it and however it comes in chunks', async () =>
		await always(
			[
				fc.array(fc.oneof(fc.string(), fc.constantFrom('aaaa', '{"_type":"message"}')), {
					maxLength: 300,
				}),
				fc.constantFrom({}, { level: 0 }, { strategy: constants.Z_FIXED }, { memLevel: 1 }),
				someSizes,
			],
			async (words, options, sizes) => {
				const content = Buffer.from(words.join(''));

				expect(await unpack(gzipSync(content, options), sizes)).toEqual({
					content: latin(content),
				});
			},
			500,
		));

	it.each([
		['one byte at a time', [1]],
		['three bytes at a time', [3]],
		['all at once', [1e9]],
	])('is unpacked when it comes %s', async (_how, sizes) => {
		const content = text(3_000);

		expect(await unpack(gzipSync(content), sizes)).toEqual({ content: latin(content) });
	});

	it.each([
		['a name', 8, Buffer.from('records.ndjson\0')],
		['a comment', 16, Buffer.from('of today\0')],
		['extra fields', 4, Buffer.from([3, 0, 1, 2, 3])],
		['a checksum of its head', 2, undefined],
		['all of them', 30, Buffer.from([2, 0, 9, 9, ...Buffer.from('name\0comment\0')])],
		['a note that it is text', 1, Buffer.alloc(0)],
	])('may have %s in its head', async (_what, flags, extra = Buffer.alloc(0)) => {
		const content = text(10);
		const head = Buffer.concat([Buffer.from([31, 139, 8, flags, 0, 0, 0, 0, 0, 255]), extra]);
		const checksum = Buffer.alloc(2);
		checksum.writeUInt16LE(crc32(head) & 0xffff);
		const packed = Buffer.concat([
			head,
			flags & 2 ? checksum : Buffer.alloc(0),
			deflateRawSync(content),
			trailer(content),
		]);

		expect(gunzipSync(packed)).toEqual(content);
		expect(await unpack(packed, [1])).toEqual({ content: latin(content) });
	});

	it.each([
		[
			'members one behind the other',
			[gzipSync('a\n'), gzipSync('b\n'), gzipSync('c\n')],
			'a\nb\nc\n',
		],
		['an empty member between others', [gzipSync('a\n'), gzipSync(''), gzipSync('c\n')], 'a\nc\n'],
		['zeros behind it, as filling', [gzipSync('a\n'), Buffer.alloc(1_000)], 'a\n'],
	])('may have %s', async (_what, parts, content) => {
		for (const sizes of [[1], [7], [1e9]]) {
			expect(await unpack(Buffer.concat(parts), sizes)).toEqual({ content });
		}
	});

	it('never unpacks more at once than a portion, however much is packed in little', async () => {
		const bomb = gzipSync(Buffer.alloc(50_000_000));

		const { values } = await collect(gunzip(inChunks(bomb)));

		expect(bomb.length).toBeLessThan(50_000);
		expect(Math.max(...values.map(({ length }) => length))).toBeLessThan(300_000);
	});
});

describe('A gzip file that is broken', () => {
	const content = text(100);
	const BREAKS_OFF = 'The file breaks off in the middle of its compressed data';

	it.each([
		['packed as usual', {}],
		['with the codes that deflate brings along', { strategy: constants.Z_FIXED }],
		['not packed at all', { level: 0 }],
		['with small blocks', { memLevel: 1 }],
	])('off, %s, gives all that was there, wherever it breaks', async (_how, options) => {
		const packed = gzipSync(content, options);
		for (let length = 0; length < packed.length; length += 1 + (length % 5)) {
			const begun = packed.subarray(0, length);
			// Of an unfinished file, zlib gives out what there is when it is told to.
			const there =
				length < 10 ? Buffer.alloc(0) : gunzipSync(begun, { finishFlush: constants.Z_SYNC_FLUSH });

			expect(await unpack(begun, [50])).toEqual({ content: latin(there), fault: BREAKS_OFF });
		}
	});

	it('is never taken for another one', async () => {
		const packed = gzipSync(content);
		await always(
			[fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), someSizes],
			async (at, change, sizes) => {
				const broken = Buffer.from(packed);
				broken[at] ^= change;
				const expected = unpackByZlib(broken);

				const unpacked = await unpack(broken, sizes);

				if (expected) expect(unpacked).toEqual({ content: latin(expected) });
				else expect(unpacked.fault).toBeDefined();
			},
		);
	});

	it.each([
		['a checksum that is not that of the content', 8, /damaged: its checksum/],
		['a length that is not that of the content', 1, /damaged: its checksum/],
	])('with %s says so', async (_what, fromEnd, message) => {
		const broken = gzipSync(content);
		broken[broken.length - fromEnd] ^= 1;

		expect(await unpack(broken)).toEqual({
			content: latin(content),
			fault: expect.stringMatching(message),
		});
	});

	it('by something behind its end says so', async () => {
		expect(await unpack(Buffer.concat([gzipSync(content), Buffer.from('more')]))).toEqual({
			content: latin(content),
			fault: 'There is something behind the end of the compressed data of the file',
		});
	});

	it('by whoever reads it passes that on, behind what was there', async () => {
		const given: Buffer[] = [];
		const read = async () => {
			for await (const portion of gunzip(
				inChunks(gzipSync(content).subarray(0, 800), [100], new Error('Gone')),
			)) {
				given.push(portion);
			}
		};

		await expect(read()).rejects.toThrow('Gone');
		expect(latin(Buffer.concat(given)).length).toBeGreaterThan(1_000);
		expect(latin(content).startsWith(latin(Buffer.concat(given)))).toBe(true);
	});

	it('by a repetition of what was never there gives what stands before', async () => {
		const dictionary = text(5);
		const head = gzipSync('').subarray(0, 10);
		const body = deflateRawSync(Buffer.concat([Buffer.from('before'), dictionary]), { dictionary });

		expect(await unpack(Buffer.concat([head, body, Buffer.alloc(8)]))).toEqual({
			content: expect.stringMatching(/^before.?$/),
			fault: 'The compressed data of the file is damaged',
		});
	});

	it.each([
		['a method of packing that nobody has', 2, 9],
		['flags that nobody has', 3, 0xe0],
	])('with %s is refused', async (_what, at, value) => {
		const odd = gzipSync(content);
		odd[at] = value;

		expect(await unpack(odd)).toMatchObject({ fault: expect.stringContaining('damaged') });
	});
});

/** The checksum and the length of the content. */
function trailer(content: Buffer): Buffer {
	const bytes = Buffer.alloc(8);
	bytes.writeUInt32LE(crc32(content), 0);
	bytes.writeUInt32LE(content.length, 4);
	return bytes;
}

/** What zlib unpacks, or nothing if it refuses to. */
function unpackByZlib(packed: Buffer): Buffer | undefined {
	try {
		return gunzipSync(packed);
	} catch {
		return undefined;
	}
}
