import { EVERMUSE } from '../../nodes/Evermuse/advice';
import type { SentBatch } from '../../nodes/Evermuse/logic/deliverBatch';
import {
	adviseBatches,
	describeAccepted,
	describeMerged,
	describeRun,
} from '../../nodes/Evermuse/logic/describeRun';
import { fail } from '../../nodes/Evermuse/logic/recordFate';
import type { ItemResult } from '../../nodes/shared/logic/itemResult';
import { failureOf } from '../../nodes/shared/logic/readReply';
import { aPackedRecord, somePackedRecords } from '../support/aPackedRecord';

const taken = (batchId: string, acceptedCount: number, attempts = 1, bytes = 100): SentBatch => ({
	records: somePackedRecords(acceptedCount),
	bytes,
	reply: { kind: 'done', body: { batchId, acceptedCount, rejectedCount: 0 }, attempts },
});
const failure = (attempts?: number) =>
	failureOf(EVERMUSE, 'SERVER_FAULT', 'unsure', 'It broke', { attempts });
const lost = (attempts?: number): SentBatch => ({
	records: somePackedRecords(1),
	bytes: 100,
	reply: { kind: 'lost', failure: failure(attempts) },
});

const QUICK = { tookMs: 0, waitedMs: 0 };

/** The fates of so many records that failed. */
const failures = (count: number): ItemResult[] =>
	somePackedRecords(count).map((record) => fail(record, failure()));

describe('A run', () => {
	it.each([
		[499, '100 bytes, 1 request, 9 seconds in all'],
		[500, '100 bytes, 1 request, 1 second of waiting, 9 seconds in all'],
		[4_400, '100 bytes, 1 request, 4 seconds of waiting, 9 seconds in all'],
	])('that waited %d ms says so where it is worth a word', (waitedMs, sentence) => {
		expect(describeRun([taken('b1', 1)], 1, { tookMs: 9_000, waitedMs })).toContain(sentence);
	});

	it.each<[string, SentBatch[], number, number, string]>([
		[
			'of one batch',
			[taken('b1', 1)],
			1,
			1_000,
			'1 record accepted in 1 batch, 100 bytes, 1 request, 1 second in all. Batch: b1.',
		],
		[
			'of several',
			[taken('b1', 1_000, 1, 4_000_000), taken('b2', 234, 1, 1)],
			1_234,
			12_400,
			'1,234 records accepted in 2 batches, 4,000,001 bytes, 2 requests, 12 seconds in all. Batches: b1, b2.',
		],
		[
			'with repeats',
			[taken('b1', 2, 3), taken('b2', 2, 2)],
			4,
			2_000,
			'4 records accepted in 2 batches, 200 bytes, 5 requests, 3 repeats of them, 2 seconds in all. Batches: b1, b2.',
		],
		[
			'with a failure',
			[taken('b1', 1), lost(2)],
			1,
			1_000,
			'1 record accepted in 1 batch, 200 bytes, 3 requests, 1 repeat of them, 1 second in all. Batch: b1.',
		],
		[
			'in which a sender gave up without a request',
			[taken('b1', 1), lost()],
			1,
			1_000,
			'1 record accepted in 1 batch, 200 bytes, 1 request, 1 second in all. Batch: b1.',
		],
		[
			'in which records went in several batches, each counted once',
			[taken('b1', 9), taken('b2', 5), taken('b3', 4)],
			9,
			1_000,
			'9 records accepted in 3 batches, 300 bytes, 3 requests, 1 second in all. Batches: b1, b2, b3.',
		],
		[
			'of which nothing was taken',
			[lost(1)],
			0,
			1_000,
			'0 records accepted in 0 batches, 100 bytes, 1 request, 1 second in all.',
		],
		[
			'of no time at all',
			[taken('b1', 1)],
			1,
			3,
			'1 record accepted in 1 batch, 100 bytes, 1 request, 1 second in all. Batch: b1.',
		],
	])('%s is told in a sentence', (_what, sent, accepted, tookMs, sentence) => {
		expect(describeRun(sent, accepted, { tookMs, waitedMs: 0 })).toBe(sentence);
	});

	it('names five batches, and counts the rest', () => {
		const sent = [1, 2, 3, 4, 5, 6, 7].map((n) => taken(`b${n}`, 1));

		expect(describeRun(sent.slice(0, 5), 5, QUICK)).toMatch(/Batches: b1, b2, b3, b4, b5\.$/);
		expect(describeRun(sent, 7, QUICK)).toMatch(/Batches: b1, b2, b3, b4, b5 and 2 more\.$/);
	});
});

describe('Where what was accepted is, for a run that stopped', () => {
	const acceptedIn = (...batchIds: string[]): ItemResult[] =>
		batchIds.map((batchId, itemIndex) => ({ itemIndex, ok: true, json: { batchId } }));

	it.each([
		['nothing', failures(2), ''],
		['one batch', acceptedIn('b1', 'b1'), 'Accepted in batch: b1.'],
		['several', acceptedIn('b1', 'b2', 'b1'), 'Accepted in batches: b1, b2.'],
	])('is said of %s', (_what, results, sentence) => {
		expect(describeAccepted(results)).toBe(sentence);
	});

	it('names fifty batches, and counts the rest', () => {
		const ids = Array.from({ length: 52 }, (_, n) => `b${n}`);

		expect(describeAccepted(acceptedIn(...ids))).toMatch(/ b48, b49 and 2 more\.$/);
	});
});

describe('Records that Evermuse will merge', () => {
	const merged = (count: number) =>
		new Map(Array.from({ length: count }, (_, n) => [aPackedRecord(n + 1), aPackedRecord(n)]));
	const what =
		'Evermuse will keep only one of the records with the same type, vendor IDs and time to the second.';

	it('are not spoken of when there are none', () => {
		expect(describeMerged(new Map())).toBeUndefined();
	});

	it.each([
		[1, `${what} Items: 0 and 1.`],
		[2, `${what} Items: 0 and 1, 1 and 2.`],
		[7, `${what} Items: 0 and 1, 1 and 2, 2 and 3, 3 and 4, 4 and 5 and 2 more.`],
	])('are named by the pairs of items: %i', (count, sentence) => {
		expect(describeMerged(merged(count))).toBe(sentence);
	});

	it('are named by their records where an item has several', () => {
		const [first, again] = [0, 7].map((recordIndex) => ({ ...aPackedRecord(3), recordIndex }));

		expect(describeMerged(new Map([[again, first]]))).toBe(
			`${what} Items: 3 (record 0) and 3 (record 7).`,
		);
	});
});

describe('The advice to put out batches', () => {
	it.each([0, 1, 10_000])('is not given for %i records', (count) => {
		expect(adviseBatches(count)).toBeUndefined();
	});

	it('is given for more', () => {
		expect(adviseBatches(10_001)).toBe(
			"n8n needs long to pass on 10,001 items. Set 'Output' to One Item per Batch for runs of this size.",
		);
	});
});
