import {
	awaitBatches,
	fateAfterWait,
	settleAfterWait,
} from '../../nodes/Evermuse/logic/awaitBatches';
import { accept, fail } from '../../nodes/Evermuse/logic/recordFate';
import type { WaitPlan } from '../../nodes/Evermuse/logic/waitForBatch';
import type { BatchStatus } from '../../nodes/Evermuse/schemas/batchStatus';
import type { ItemResult } from '../../nodes/shared/logic/itemResult';
import type { Failure } from '../../nodes/shared/logic/reply';
import { aBatchStatus } from '../support/aBatchStatus';
import { aPackedRecord } from '../support/aPackedRecord';

const PLAN: WaitPlan = { pollMs: 5_000, limitMs: 10_000, withAttachments: false };
const FAILURE: Failure = {
	outcome: 'unsure',
	code: 'SERVER_FAULT',
	message: 'It broke',
	description: 'Try again.',
};

const accepted = (itemIndex: number, batchId: string) => accept(aPackedRecord(itemIndex), batchId);
const failed = (itemIndex: number, known: Partial<Failure> = {}) =>
	fail(aPackedRecord(itemIndex), { ...FAILURE, ...known });

/** Waits for the batches of these records, each in the state that belongs to its ID. */
async function awaitAll(results: ItemResult[], states: Record<string, string>) {
	const asked: string[] = [];
	let now = 0;
	const fates = await awaitBatches(
		results,
		async (batchId) => {
			asked.push(batchId);
			return { kind: 'done', body: aBatchStatus({ batchId, status: states[batchId] }) };
		},
		PLAN,
		{
			now: () => now,
			wait: async (ms) => {
				now += ms;
				return true;
			},
		},
	);
	return { fates, asked, settled: settleAfterWait(results, fates) };
}

describe('Batches that are waited for', () => {
	it('are asked for once each, and their state is known by their ID', async () => {
		const ids = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'];
		const results = [...ids, ...ids].map((id, index) => accepted(index, id));

		const { fates, asked, settled } = await awaitAll(
			results,
			Object.fromEntries(ids.map((id) => [id, 'COMPLETE'])),
		);

		expect(asked.sort()).toEqual(ids);
		expect(Array.from(fates.keys()).sort()).toEqual(ids);
		expect(fates.get('b3')).toEqual({
			ok: true,
			batch: aBatchStatus({ batchId: 'b3', status: 'COMPLETE' }),
		});
		expect(settled).toEqual(results);
	});

	it('and failed take their records with them, and no others', async () => {
		const { settled } = await awaitAll(
			[accepted(0, 'b1'), accepted(1, 'b2'), accepted(2, 'b1'), failed(3)],
			{ b1: 'FAILED', b2: 'COMPLETE' },
		);

		const doomed = { ok: false, failure: { code: 'BATCH_FAILED', batchId: 'b1' } };
		expect(settled).toMatchObject([
			{ itemIndex: 0, ...doomed },
			{ itemIndex: 1, ok: true },
			{ itemIndex: 2, ...doomed },
			{ itemIndex: 3, ok: false, failure: FAILURE },
		]);
	});

	it('are those of which a record was accepted: nobody asks for the others', async () => {
		const results = [failed(0), failed(1, { batchId: 'b1' })];

		const { fates, asked, settled } = await awaitAll(results, { b1: 'FAILED' });

		expect(asked).toEqual([]);
		expect(fates.size).toBe(0);
		expect(settled).toEqual(results);
	});
});

it('Records that were not waited for keep their fate', () => {
	const results = [accepted(0, 'b1'), failed(1)];

	expect(settleAfterWait(results, new Map())).toEqual(results);
});

describe('A wait', () => {
	const batch = (status: string): BatchStatus => aBatchStatus({ status });

	it('that ends with a batch that is complete has gone well', () => {
		const waited = { kind: 'finished', batch: batch('COMPLETE') } as const;

		expect(fateAfterWait(waited, 'b1')).toEqual({ ok: true, batch: batch('COMPLETE') });
	});

	it.each([
		[
			'with a batch that failed',
			{ kind: 'finished', batch: batch('FAILED') } as const,
			{
				code: 'BATCH_FAILED',
				outcome: 'rejected',
				message: 'Evermuse could not process batch b1 (FAILED)',
			},
		],
		[
			'too early',
			{ kind: 'ranOut', last: batch('LANDED') } as const,
			{
				code: 'UNCONFIRMED',
				outcome: 'unsure',
				message: 'Batch b1 is still LANDED after the longest wait allowed',
				description: expect.stringContaining("Raise 'Wait Limit'"),
			},
		],
		[
			'without a single answer',
			{ kind: 'ranOut' } as const,
			{
				code: 'UNCONFIRMED',
				outcome: 'unsure',
				message: 'Batch b1 could not be asked for after the longest wait allowed',
			},
		],
		[
			'because the user stopped it',
			{ kind: 'cancelled' } as const,
			{
				code: 'CANCELLED',
				outcome: 'unsure',
				message: 'The workflow was stopped while waiting for batch b1',
			},
		],
		[
			'with a refusal',
			{ kind: 'refused', reply: { kind: 'refused', failure: FAILURE } } as const,
			FAILURE,
		],
	])('that ends %s says so, and which batch it was', (_how, waited, failure) => {
		expect(fateAfterWait(waited, 'b1')).toMatchObject({
			ok: false,
			failure: { ...failure, batchId: 'b1' },
		});
	});
});
