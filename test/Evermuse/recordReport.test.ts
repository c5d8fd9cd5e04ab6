import type { Delivery, SentBatch } from '../../nodes/Evermuse/logic/deliverBatch';
import type { PackedRecord } from '../../nodes/Evermuse/logic/batch';
import { accept, fail } from '../../nodes/Evermuse/logic/recordFate';
import { RecordReport } from '../../nodes/Evermuse/logic/recordReport';
import type { Waited } from '../../nodes/Evermuse/logic/batchWait';
import type { Failure } from '../../nodes/shared/logic/reply';
import { aBatchStatus } from '../support/aBatchStatus';
import { somePackedRecords } from '../support/aPackedRecord';

const FAILURE: Failure = {
	outcome: 'unsure',
	code: 'SERVER_FAULT',
	message: 'It broke',
	description: 'Try again.',
};
const [r0, r1, r2, r3] = somePackedRecords(4);

const sentBatch = (batchId: string, ...records: PackedRecord[]): SentBatch => ({
	records,
	bytes: 1,
	reply: { kind: 'done', body: { batchId, acceptedCount: 1, rejectedCount: 0 } },
});

/** One request, which took these records. */
const whole = (batchId: string, ...records: PackedRecord[]): Delivery => ({
	sent: [sentBatch(batchId, ...records)],
	results: records.map((record) => accept(record, batchId)),
});

/** Four records, of which the batch `all` left open which it took. Two parts of two told. */
const foundOutInParts: Delivery = {
	sent: [sentBatch('all', r0, r1, r2, r3), sentBatch('left', r0, r1), sentBatch('right', r2, r3)],
	results: [accept(r0, 'left'), fail(r1, FAILURE), accept(r2, 'right'), fail(r3, FAILURE)],
};

const ended = (status: string): Waited => ({ kind: 'finished', batch: aBatchStatus({ status }) });
const complete = ended('COMPLETE');
const failed = ended('FAILED');
const unfinished: Waited = { kind: 'ranOut', last: aBatchStatus({ status: 'PROCESSING' }) };
const unheardOf: Waited = { kind: 'ranOut' };
const forbidden: Waited = {
	kind: 'refused',
	reply: { kind: 'refused', failure: { ...FAILURE, outcome: 'notSent', code: 'FORBIDDEN' } },
};

const reportOf = (deliveries: Delivery[]) => {
	const report = new RecordReport();
	deliveries.forEach((delivery, index) => report.add(delivery, index));
	return report;
};

const settle = (deliveries: Delivery[], waits: Record<string, Waited>) =>
	reportOf(deliveries).results(new Map(Object.entries(waits)));

describe('The batches that are waited for', () => {
	it.each<[string, Delivery[], string[]]>([
		['are none when nothing was sent', [], []],
		[
			'are those of which a record was accepted',
			[whole('b1', r0, r1), whole('b2', r2)],
			['b1', 'b2'],
		],
		[
			'are not those of which none was',
			[
				{ sent: [sentBatch('b1', r0)], results: [fail(r0, FAILURE)] },
				{ sent: [sentBatch('b2', r1)], results: [fail(r1, { ...FAILURE, batchId: 'b2' })] },
			],
			[],
		],
		['are named once', [whole('b1', r0), whole('b1', r1)], ['b1']],
		[
			'are also those that a batch with an accepted record is a part of',
			[foundOutInParts],
			['all', 'left', 'right'],
		],
		[
			'are no parts of which nothing was accepted',
			[{ ...foundOutInParts, results: [accept(r0, 'left')] }],
			['all', 'left'],
		],
	])('%s', (_which, deliveries, batchIds) => {
		expect(reportOf(deliveries).batchesToAwait()).toEqual(batchIds);
	});
});

describe('A record after the wait', () => {
	it('fails with its batch, and no other does', () => {
		const other: Delivery = { sent: [], results: [fail(r3, FAILURE)] };

		const settled = settle([whole('b1', r0, r2), whole('b2', r1), other], {
			b1: failed,
			b2: complete,
		});

		const failure = { code: 'BATCH_FAILED', outcome: 'rejected', batchId: 'b1' };
		const doomed = { ok: false, failure };
		expect(settled).toMatchObject([
			{ itemIndex: 0, ...doomed },
			{ itemIndex: 2, ...doomed },
			{ itemIndex: 1, ok: true },
			{ itemIndex: 3, ok: false, failure: FAILURE },
		]);
	});

	it('keeps its fate when nobody waited', () => {
		expect(settle([foundOutInParts, whole('b1', r0)], {})).toEqual([
			...foundOutInParts.results,
			...whole('b1', r0).results,
		]);
	});

	it.each<[string, Record<string, Waited>, string, string]>([
		[
			'is done when the part and the whole are complete',
			{ all: complete, left: complete, right: complete },
			'accepted left',
			'accepted right',
		],
		[
			'has failed when the whole has, although its part is complete',
			{ all: failed, left: complete, right: complete },
			'BATCH_FAILED all',
			'BATCH_FAILED all',
		],
		[
			'has failed when its part has, and not when another part has',
			{ all: complete, left: failed, right: complete },
			'BATCH_FAILED left',
			'accepted right',
		],
		[
			'has failed with the earliest batch that has',
			{ all: failed, left: failed, right: complete },
			'BATCH_FAILED all',
			'BATCH_FAILED all',
		],
		[
			'has failed with a batch that has, whatever is not known of another',
			{ all: unfinished, left: failed, right: complete },
			'BATCH_FAILED left',
			'UNCONFIRMED all',
		],
		[
			'is unclear when the whole is not finished, although its part is',
			{ all: unfinished, left: complete, right: complete },
			'UNCONFIRMED all',
			'UNCONFIRMED all',
		],
		[
			'is unclear when its part is not finished, and not when another part is not',
			{ all: complete, left: unheardOf, right: complete },
			'UNCONFIRMED left',
			'accepted right',
		],
		[
			'is unclear, for the reason given, when Evermuse does not say how far the whole is',
			{ all: forbidden, left: unfinished, right: complete },
			'FORBIDDEN all',
			'FORBIDDEN all',
		],
		[
			'is unclear when the user stopped the workflow before the whole was finished',
			{ all: { kind: 'cancelled' }, left: complete, right: complete },
			'CANCELLED all',
			'CANCELLED all',
		],
	])('that was found out in parts %s', (_what, waits, first, third) => {
		const settled = settle([foundOutInParts], waits);

		const words = settled.map((result) =>
			result.ok
				? `accepted ${String(result.json.batchId)}`
				: `${result.failure.code} ${result.failure.batchId}`,
		);
		expect(words[0]).toBe(first);
		expect(words[2]).toBe(third);
		expect([settled[1], settled[3]]).toEqual([
			foundOutInParts.results[1],
			foundOutInParts.results[3],
		]);
	});

	it('is never called unsent or rejected because Evermuse does not say how far its batch is', () => {
		expect(settle([whole('b1', r0)], { b1: forbidden })).toEqual([
			{
				itemIndex: 0,
				ok: false,
				failure: { ...FAILURE, code: 'FORBIDDEN', outcome: 'unsure', batchId: 'b1' },
			},
		]);
	});
});
