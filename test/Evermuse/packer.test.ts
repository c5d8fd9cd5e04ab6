import fc from 'fast-check';
import { groupBy, mapValues } from 'lodash';
import type { BatchLimits, BodyFormat, PackedRecord } from '../../nodes/Evermuse/logic/batch';
import { MAX_BYTES, MAX_RECORDS, writePart } from '../../nodes/Evermuse/logic/batch';
import { Packer } from '../../nodes/Evermuse/logic/packer';
import { aPackedRecord, somePackedRecords, textOf } from '../support/aPackedRecord';
import { packAll, written } from '../support/packAll';

const FORMATS: BodyFormat[] = ['ndjson', 'array', 'records'];
const LIMITS: BatchLimits = { maxRecords: 1_000, maxBytes: 5_000_000, format: 'ndjson' };

const itemsOf = (records: readonly PackedRecord[]) => records.map(({ itemIndex }) => itemIndex);

const keyOf = ({ type, productId }: PackedRecord) => JSON.stringify([type, productId]);

/** Records of two types and two products with any letters at all, numbered in order. */
const someRecords = fc
	.array(
		fc.record({
			type: fc.constantFrom('message', 'email'),
			productId: fc.constantFrom('a', 'b'),
			text: fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => JSON.stringify({ text })),
		}),
		{ maxLength: 60 },
	)
	.map((all) => all.map((record, itemIndex) => aPackedRecord(itemIndex, record)));

const someLimits = fc.record({
	maxRecords: fc.integer({ min: 1, max: 8 }),
	maxBytes: fc.integer({ min: 20, max: 400 }),
	format: fc.constantFrom(...FORMATS),
});

const property = (
	check: (packed: ReturnType<typeof packAll>, records: PackedRecord[], limits: BatchLimits) => void,
) =>
	fc.assert(
		fc.property(someRecords, someLimits, (records, limits) =>
			check(packAll(records, limits), records, limits),
		),
		{ seed: 2026, numRuns: 500 },
	);

describe('Whatever the records and the limits are,', () => {
	it('each record is in exactly one batch, or too large', () =>
		property(({ batches, oversized }, records) => {
			const packed = [...batches.flatMap((batch) => batch.records), ...oversized];

			expect(itemsOf(packed).sort((a, b) => a - b)).toEqual(itemsOf(records));
		}));

	it('a batch has one type and one product', () =>
		property(({ batches }) => {
			for (const { records } of batches) expect(new Set(records.map(keyOf)).size).toBe(1);
		}));

	it('the records of a type and product stay in order', () =>
		property(({ batches, oversized }, records) => {
			const sent = groupBy(
				batches.flatMap((batch) => batch.records),
				keyOf,
			);
			const given = groupBy(
				records.filter((record) => !oversized.includes(record)),
				keyOf,
			);

			expect(mapValues(sent, itemsOf)).toEqual(mapValues(given, itemsOf));
		}));

	it('a body holds the records of its batch as they were written, within the limits', () =>
		property(({ batches }, given, { maxRecords, maxBytes, format }) => {
			for (const { records, body } of batches) {
				expect(body.length).toBeLessThanOrEqual(maxBytes);
				expect(records.length).toBeLessThanOrEqual(maxRecords);
				expect(readBody(body, format)).toEqual(
					records.map(({ itemIndex }) => JSON.parse(textOf(given[itemIndex])) as unknown),
				);
			}
		}));

	it('all of a batch, copied as a part of it, is its body', () =>
		property(({ batches }, _given, { format }) => {
			for (const { records, body } of batches) expect(writePart(records, format)).toEqual(body);
		}));

	it('a part has the records that it should have, each as it was written', () =>
		property(({ batches }, given, { format }) => {
			for (const { records } of batches) {
				const part = records.filter((_record, place) => place % 2 === 0);

				expect(readBody(writePart(part, format), format)).toEqual(
					part.map(({ itemIndex }) => JSON.parse(textOf(given[itemIndex])) as unknown),
				);
			}
		}));

	it('a record is too large only when no body can hold it alone', () =>
		property(({ oversized }, records, { maxBytes, format }) => {
			const alone = (record: PackedRecord) => writePart([record], format).length;

			expect(oversized).toEqual(records.filter((record) => alone(record) > maxBytes));
		}));

	it('no division of a type and product in that order has fewer batches', () =>
		property(({ batches, oversized }, records, limits) => {
			const sendable = records.filter((record) => !oversized.includes(record));
			for (const [key, ofKey] of Object.entries(groupBy(sendable, keyOf))) {
				const used = batches.filter((batch) => keyOf(batch.records[0]) === key).length;

				expect(used).toBe(fewestBatches(ofKey, limits));
			}
		}));
});

describe('Batches', () => {
	it.each([
		[0, []],
		[1, [1]],
		[999, [999]],
		[1_000, [1_000]],
		[1_001, [1_000, 1]],
		[2_500, [1_000, 1_000, 500]],
	])('for %i records hold %j', (count, sizes) => {
		const { batches } = packAll(somePackedRecords(count), LIMITS);

		expect(batches.map(({ records }) => records.length)).toEqual(sizes);
	});

	it.each([
		['ndjson', 2 * (10 + 1)],
		['array', 2 + 2 * 10 + 1],
		['records', 14 + 2 * 10 + 1],
	] as const)('as %s hold what just fits, and not a byte more', (format, bytes) => {
		const records = [0, 1].map((n) => aPackedRecord(n, { text: '{"a":1234}' }));

		expect(packAll(records, { ...LIMITS, format, maxBytes: bytes }).batches).toHaveLength(1);
		expect(packAll(records, { ...LIMITS, format, maxBytes: bytes - 1 }).batches).toHaveLength(2);
	});

	it.each(FORMATS)('as %s take a record of just the limit, and no larger one', (format) => {
		const frame = writePart([aPackedRecord(0, { text: '' })], format).length;
		const justFits = aPackedRecord(0, { text: 'x'.repeat(MAX_BYTES - frame) });
		const oneMore = aPackedRecord(1, { text: 'x'.repeat(MAX_BYTES - frame + 1) });

		const { batches, oversized } = packAll([justFits, oneMore], {
			format,
			maxRecords: MAX_RECORDS,
			maxBytes: MAX_BYTES,
		});

		expect(batches.map(({ records }) => itemsOf(records))).toEqual([[0]]);
		expect(batches[0].body).toHaveLength(MAX_BYTES);
		expect(oversized).toEqual([oneMore]);
	});

	it('do not mix a type and a product that look alike when written side by side', () => {
		const records = [
			aPackedRecord(0, { type: 'a', productId: 'b,c' }),
			aPackedRecord(1, { type: 'a,b', productId: 'c' }),
		];

		expect(packAll(records, LIMITS).batches).toHaveLength(2);
	});

	it('that wait for more are sent as they are, the largest first, when they are too many', () => {
		const ofType = (type: string, n: number, length: number) =>
			aPackedRecord(n, { type, text: JSON.stringify('x'.repeat(length)) });
		const records = [ofType('a', 0, 10), ofType('b', 1, 60), ofType('c', 2, 40), ofType('a', 3, 9)];

		const { batches } = packAll(records, LIMITS, 100);

		expect(batches.map(({ records }) => itemsOf(records))).toEqual([[1], [0, 3], [2]]);
	});

	it('that Evermuse has read leave their memory to later ones, which takes nothing from others', () => {
		const packer = new Packer({ ...LIMITS, maxRecords: 1 });
		const pack = (n: number) => {
			packer.add(written(aPackedRecord(n)));
			return packer.takeFull()[0];
		};
		const [first, second] = [pack(1), pack(2)];
		const memory = first.body.buffer;

		first.letGo(true);
		const third = pack(3);

		expect(third.body.buffer).toBe(memory);
		expect([second, third].map(({ body }) => body.toString())).toEqual(['{"n":2}\n', '{"n":3}\n']);
	});

	it('of which it is not certain that Evermuse has read them keep their memory to themselves', () => {
		const packer = new Packer({ ...LIMITS, maxRecords: 1 });
		packer.add(written(aPackedRecord(1)));
		const [batch] = packer.takeFull();

		batch.letGo(false);
		packer.add(written(aPackedRecord(2)));

		expect(batch.body.toString()).toBe('{"n":1}\n');
		expect(packer.takeFull()[0].body.buffer).not.toBe(batch.body.buffer);
	});

	it('that are done with have no record any more', () => {
		const { batches } = packAll(somePackedRecords(2), LIMITS);

		const [first] = batches[0].records;
		batches[0].letGo(true);

		expect(batches[0].records).toEqual([]);
		expect(textOf(first)).toBe('');
	});
});

/** The records in a body, as Evermuse reads it. */
function readBody(body: Buffer, format: BodyFormat): unknown {
	const text = body.toString();
	if (format === 'ndjson') {
		expect(text.endsWith('\n')).toBe(true);
		return text
			.slice(0, -1)
			.split('\n')
			.map((line) => JSON.parse(line) as unknown);
	}
	const parsed = JSON.parse(text) as { records: unknown };
	return format === 'array' ? parsed : parsed.records;
}

/** By trying every division: the fewest batches in which the first n records go. */
function fewestBatches(
	records: PackedRecord[],
	{ maxRecords, maxBytes, format }: BatchLimits,
): number {
	const fewest = [0];
	for (let end = 1; end <= records.length; end++) {
		fewest[end] = Infinity;
		for (let start = Math.max(0, end - maxRecords); start < end; start++) {
			const together = writePart(records.slice(start, end), format);
			if (together.length <= maxBytes) fewest[end] = Math.min(fewest[end], fewest[start] + 1);
		}
	}
	return fewest[records.length];
}
