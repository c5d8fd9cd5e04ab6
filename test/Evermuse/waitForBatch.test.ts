import type { WaitPlan } from '../../nodes/Evermuse/logic/waitForBatch';
import { waitForBatch } from '../../nodes/Evermuse/logic/waitForBatch';
import type { BatchStatus } from '../../nodes/Evermuse/schemas/batchStatus';
import type { Failure, Reply } from '../../nodes/shared/logic/reply';
import { aBatchStatus } from '../support/aBatchStatus';

const PLAN: WaitPlan = { pollMs: 5_000, limitMs: 60_000, withAttachments: false };
const FAILURE: Failure = {
	outcome: 'notSent',
	code: 'X',
	message: 'It broke',
	description: 'Wait.',
};

const is = (status: string, more: Partial<BatchStatus> = {}): Reply<BatchStatus> => ({
	kind: 'done',
	body: aBatchStatus({ status, ...more }),
});
const busy = (retryAfterMs?: number): Reply<BatchStatus> => ({
	kind: 'busy',
	failure: FAILURE,
	retryAfterMs,
});
const refused: Reply<BatchStatus> = { kind: 'refused', failure: FAILURE };

/** Waits on a clock of its own; the service gives these replies in turn, the last one for ever. */
async function waitFor(
	replies: Array<Reply<BatchStatus>>,
	plan: Partial<WaitPlan> = {},
	{ stopAtWait = Infinity, requestMs = 0 } = {},
) {
	let now = 7;
	const polledAt: number[] = [];
	let waits = 0;
	const waited = await waitForBatch(
		'b1',
		async (batchId) => {
			expect(batchId).toBe('b1');
			polledAt.push(now - 7);
			now += requestMs;
			return replies[Math.min(polledAt.length, replies.length) - 1];
		},
		{ ...PLAN, ...plan },
		{
			now: () => now,
			wait: async (ms) => {
				now += ms;
				return ++waits < stopAtWait;
			},
		},
	);
	return { waited, polledAt };
}

describe('A wait for a batch', () => {
	it.each(['COMPLETE', 'FAILED'])('ends at once when it is %s', async (status) => {
		const { waited, polledAt } = await waitFor([is(status)]);

		expect(waited).toEqual({ kind: 'finished', batch: aBatchStatus({ status }) });
		expect(polledAt).toEqual([0]);
	});

	it('looks again and again until it is finished', async () => {
		const { waited, polledAt } = await waitFor([
			is('LANDING'),
			is('LANDED'),
			is('PROCESSING'),
			is('COMPLETE'),
		]);

		expect(waited.kind).toBe('finished');
		expect(polledAt).toEqual([0, 5_000, 10_000, 15_000]);
	});

	it('runs out, with the last state, after one more look at the very end', async () => {
		const { waited, polledAt } = await waitFor([is('LANDING'), is('PROCESSING')], {
			limitMs: 12_000,
		});

		expect(waited).toEqual({ kind: 'ranOut', last: aBatchStatus({ status: 'PROCESSING' }) });
		expect(polledAt).toEqual([0, 5_000, 10_000, 12_000]);
	});

	it('counts the time that requests take', async () => {
		const { polledAt } = await waitFor(
			[is('PROCESSING')],
			{ limitMs: 12_000 },
			{ requestMs: 4_000 },
		);

		expect(polledAt).toEqual([0, 9_000]);
	});

	it('looks once when there is no time at all', async () => {
		const { waited, polledAt } = await waitFor([is('PROCESSING')], { limitMs: 0 });

		expect(waited).toEqual({ kind: 'ranOut', last: aBatchStatus() });
		expect(polledAt).toEqual([0]);
	});

	it('takes a gap for a gap', async () => {
		const { waited, polledAt } = await waitFor([busy(), is('PROCESSING'), busy(), is('COMPLETE')]);

		expect(waited.kind).toBe('finished');
		expect(polledAt).toHaveLength(4);
	});

	it('runs out with nothing when there was nothing but gaps', async () => {
		expect((await waitFor([busy()])).waited).toEqual({ kind: 'ranOut', last: undefined });
	});

	it('remembers the last state over a gap', async () => {
		const { waited } = await waitFor([is('LANDED'), busy()]);

		expect(waited).toMatchObject({ kind: 'ranOut', last: { status: 'LANDED' } });
	});

	it.each([
		['longer when the service asks for it', 20_000, 20_000],
		['no shorter than it was told', 1_000, 5_000],
		['no longer than there is time', 90_000, 60_000],
	])('waits %s', async (_what, retryAfterMs, second) => {
		const { polledAt } = await waitFor([busy(retryAfterMs), is('COMPLETE')]);

		expect(polledAt).toEqual([0, second]);
	});

	it('ends with a refusal', async () => {
		const { waited, polledAt } = await waitFor([is('LANDING'), refused]);

		expect(waited).toEqual({ kind: 'refused', reply: refused });
		expect(polledAt).toHaveLength(2);
	});

	it('ends when the user stops the workflow', async () => {
		const { waited, polledAt } = await waitFor([is('PROCESSING')], {}, { stopAtWait: 2 });

		expect(waited).toEqual({ kind: 'cancelled' });
		expect(polledAt).toHaveLength(2);
	});

	describe('and its attachments', () => {
		const files = (attachmentDownloadStatus: string) => ({
			attachmentDownloadTotal: 1,
			attachmentDownloadStatus,
		});

		it.each([
			['goes on until they are fetched', true, 3],
			['does not when nobody wants that', false, 1],
		])('%s', async (_what, withAttachments, polls) => {
			const { polledAt } = await waitFor(
				[
					is('COMPLETE', files('PENDING')),
					is('COMPLETE', files('IN_PROGRESS')),
					is('COMPLETE', files('PARTIAL_FAILURE')),
				],
				{ withAttachments },
			);

			expect(polledAt).toHaveLength(polls);
		});

		it('goes on until the batch is finished, too', async () => {
			const { polledAt } = await waitFor(
				[is('PROCESSING', files('COMPLETE')), is('COMPLETE', files('COMPLETE'))],
				{ withAttachments: true },
			);

			expect(polledAt).toHaveLength(2);
		});

		it('does not care for those of a batch that failed', async () => {
			const { waited } = await waitFor([is('FAILED', files('PENDING'))], { withAttachments: true });

			expect(waited.kind).toBe('finished');
		});
	});
});
