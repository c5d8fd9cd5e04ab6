import { awaitBatches, fateAfterWait } from '../../nodes/Evermuse/logic/awaitBatches';
import type { DeliveredBatch } from '../../nodes/Evermuse/logic/deliverBatches';
import { settleBatch } from '../../nodes/Evermuse/logic/settleBatch';
import type { WaitPlan } from '../../nodes/Evermuse/logic/waitForBatch';
import type { BatchStatus } from '../../nodes/Evermuse/schemas/batchStatus';
import type { Receipt } from '../../nodes/Evermuse/schemas/receipt';
import type { Failure, Reply } from '../../nodes/shared/logic/reply';
import { aBatchStatus } from '../support/aBatchStatus';
import { aPackedRecord } from '../support/aPackedRecord';

const PLAN: WaitPlan = { pollMs: 5_000, limitMs: 10_000, withAttachments: false };
const FAILURE: Failure = {
	outcome: 'unsure',
	code: 'SERVER_FAULT',
	message: 'It broke',
	description: 'Try again.',
};

/** A batch of two records, answered like this. */
function delivered(
	batchId: string,
	{ acceptedCount, rejectedCount, errors }: Omit<Receipt, 'batchId'>,
) {
	const batch = { records: [aPackedRecord(0), aPackedRecord(1)], bytes: 20 };
	const reply: Reply<Receipt> = {
		kind: 'done',
		body: { batchId, acceptedCount, rejectedCount, errors },
	};
	return { batch, reply, results: settleBatch(batch, reply) };
}
const accepted = (batchId: string) => delivered(batchId, { acceptedCount: 2, rejectedCount: 0 });

/** Waits for batches, each in the state that belongs to its ID. */
async function awaitAll(batches: DeliveredBatch[], states: Record<string, string>) {
	const asked: string[] = [];
	let now = 0;
	const settled = await awaitBatches(
		batches,
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
	return { settled, asked };
}

describe('Batches that are waited for', () => {
	it('are given back with their state, in their order', async () => {
		const batches = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'].map(accepted);

		const { settled, asked } = await awaitAll(
			batches,
			Object.fromEntries(batches.map(({ reply }) => [String(reply.body.batchId), 'COMPLETE'])),
		);

		expect(asked.sort()).toEqual(['b1', 'b2', 'b3', 'b4', 'b5', 'b6']);
		expect(settled).toEqual(batches.map((batch) => ({ ...batch, status: 'COMPLETE' })));
	});

	it('and failed take their records with them', async () => {
		const { settled } = await awaitAll([accepted('b1'), accepted('b2')], {
			b1: 'FAILED',
			b2: 'COMPLETE',
		});

		expect(settled[0].results).toMatchObject([
			{ itemIndex: 0, ok: false, failure: { code: 'BATCH_FAILED', batchId: 'b1', position: 0 } },
			{ itemIndex: 1, ok: false, failure: { code: 'BATCH_FAILED', batchId: 'b1', position: 1 } },
		]);
		expect(settled[1].results).toMatchObject([{ ok: true }, { ok: true }]);
	});

	it('and failed leave alone what was rejected before', async () => {
		const one = delivered('b1', { acceptedCount: 1, rejectedCount: 1, errors: [{ index: 0 }] });

		const { settled } = await awaitAll([one], { b1: 'FAILED' });

		expect(settled[0].results).toMatchObject([
			{ failure: { code: 'REJECTED' } },
			{ failure: { code: 'BATCH_FAILED' } },
		]);
	});

	it.each<[string, DeliveredBatch]>([
		['were not sent', { batch: { records: [], bytes: 0 }, results: [] }],
		[
			'were not accepted',
			{
				batch: { records: [aPackedRecord(0)], bytes: 8 },
				reply: { kind: 'lost', failure: FAILURE },
				results: [{ itemIndex: 0, ok: false, failure: FAILURE }],
			},
		],
		['were rejected whole', delivered('b1', { acceptedCount: 0, rejectedCount: 2 })],
	])('are not asked for when they %s', async (_what, batch) => {
		expect(await awaitAll([batch], {})).toEqual({ settled: [batch], asked: [] });
	});
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
