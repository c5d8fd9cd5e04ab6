import fc from 'fast-check';
import { groupBy } from 'lodash';
import type { BatchLimits, BodyFormat, PackedRecord } from '../../nodes/Evermuse/logic/packBatches';
import {
	MAX_BYTES,
	MAX_RECORDS,
	packBatches,
	writeBody,
} from '../../nodes/Evermuse/logic/packBatches';
import { aPackedRecord, somePackedRecords } from '../support/aPackedRecord';

const FORMATS: BodyFormat[] = ['ndjson', 'array', 'records'];
const LIMITS: BatchLimits = { maxRecords: 1_000, maxBytes: 5_000_000, format: 'ndjson' };

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
	check: (
		packed: ReturnType<typeof packBatches>,
		records: PackedRecord[],
		limits: BatchLimits,
	) => void,
) =>
	fc.assert(
		fc.property(someRecords, someLimits, (records, limits) =>
			check(packBatches(records, limits), records, limits),
		),
		{ seed: 2026, numRuns: 500 },
	);

describe('Whatever the records and the limits are,', () => {
	it('each record is in exactly one batch, or too large', () =>
		property(({ batches, oversized }, records) => {
			const packed = [...batches.flatMap((batch) => batch.records), ...oversized];

			expect(packed).toHaveLength(records.length);
			expect(new Set(packed)).toEqual(new Set(records));
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

			expect(sent).toEqual(given);
		}));

	it('a batch is begun in the order of its first record', () =>
		property(({ batches }) => {
			const firsts = batches.map(({ records }) => records[0].itemIndex);

			expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
		}));

	it('a body is as long as its batch says, holds its records, and is within the limits', () =>
		property(({ batches }, _records, { maxRecords, maxBytes, format }) => {
			for (const batch of batches) {
				const body = writeBody(batch.records, format);

				expect(body.length).toBe(batch.bytes);
				expect(batch.bytes).toBeLessThanOrEqual(maxBytes);
				expect(batch.records.length).toBeLessThanOrEqual(maxRecords);
				expect(readBody(body, format)).toEqual(
					batch.records.map(({ text }) => JSON.parse(String(text)) as unknown),
				);
			}
		}));

	it('a record is too large only when no body can hold it alone', () =>
		property(({ oversized }, records, { maxBytes, format }) => {
			const alone = (record: PackedRecord) => writeBody([record], format).length;

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
		const { batches } = packBatches(somePackedRecords(count), LIMITS);

		expect(batches.map(({ records }) => records.length)).toEqual(sizes);
	});

	it.each([
		['ndjson', 2 * (10 + 1)],
		['array', 2 + 2 * 10 + 1],
		['records', 14 + 2 * 10 + 1],
	] as const)('as %s hold what just fits, and not a byte more', (format, bytes) => {
		const records = [0, 1].map((n) => aPackedRecord(n, { text: '{"a":1234}' }));

		expect(packBatches(records, { ...LIMITS, format, maxBytes: bytes }).batches).toHaveLength(1);
		expect(packBatches(records, { ...LIMITS, format, maxBytes: bytes - 1 }).batches).toHaveLength(
			2,
		);
	});

	it.each(FORMATS)('as %s take a record of just the limit, and no larger one', (format) => {
		const frame = writeBody([aPackedRecord(0, { text: '' })], format).length;
		const justFits = aPackedRecord(0, { text: 'x'.repeat(MAX_BYTES - frame) });
		const oneMore = aPackedRecord(1, { text: 'x'.repeat(MAX_BYTES - frame + 1) });

		const { batches, oversized } = packBatches([justFits, oneMore], {
			format,
			maxRecords: MAX_RECORDS,
			maxBytes: MAX_BYTES,
		});

		expect(batches).toEqual([{ records: [justFits], bytes: MAX_BYTES }]);
		expect(oversized).toEqual([oneMore]);
	});

	it('do not mix a type and a product that look alike when written side by side', () => {
		const records = [
			aPackedRecord(0, { type: 'a', productId: 'b,c' }),
			aPackedRecord(1, { type: 'a,b', productId: 'c' }),
		];

		expect(packBatches(records, LIMITS).batches).toHaveLength(2);
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
			const together = writeBody(records.slice(start, end), format);
			if (together.length <= maxBytes) fewest[end] = Math.min(fewest[end], fewest[start] + 1);
		}
	}
	return fewest[records.length];
}
