import { range } from 'lodash';
import { awaitBatches } from '../../nodes/Evermuse/logic/awaitBatches';
import type { WaitPlan } from '../../nodes/Evermuse/logic/batchWait';
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
const busy = (retryAfterMs?: number, code = 'X'): Reply<BatchStatus> => ({
	kind: 'busy',
	failure: { ...FAILURE, code },
	retryAfterMs,
});
const lost: Reply<BatchStatus> = { kind: 'lost', failure: FAILURE };
const refused = (code = 'X'): Reply<BatchStatus> => ({
	kind: 'refused',
	failure: { ...FAILURE, code },
});

/** When each batch was asked for, in milliseconds from the beginning. */
type Polls = Array<[batchId: string, at: number]>;

/**
 * Waits on a clock of its own. For each batch the service gives these replies in turn, the last one
 * for ever.
 */
async function awaitAll(
	replies: Record<string, Array<Reply<BatchStatus>>>,
	plan: Partial<WaitPlan> = {},
	{ stopAtWait = Infinity, requestMs = 0, batchIds = Object.keys(replies) } = {},
) {
	let now = 7;
	const polls: Polls = [];
	let waits = 0;
	let underWay = 0;
	let mostUnderWay = 0;
	const waited = await awaitBatches(
		batchIds,
		async (batchId) => {
			polls.push([batchId, now - 7]);
			mostUnderWay = Math.max(mostUnderWay, ++underWay);
			const nth = polls.filter(([id]) => id === batchId).length;
			now += requestMs;
			await Promise.resolve();
			underWay--;
			return replies[batchId][Math.min(nth, replies[batchId].length) - 1];
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
	return {
		waits: Object.fromEntries(waited),
		kinds: Object.fromEntries(Array.from(waited, ([batchId, { kind }]) => [batchId, kind])),
		polls,
		polledAt: (batchId: string) => polls.filter(([id]) => id === batchId).map(([, at]) => at),
		waitedMs: now - 7,
		mostUnderWay,
	};
}

/** The same for the batch b1 alone. */
async function waitFor(
	replies: Array<Reply<BatchStatus>>,
	plan: Partial<WaitPlan> = {},
	setup: { stopAtWait?: number; requestMs?: number } = {},
) {
	const { waits, polledAt } = await awaitAll({ b1: replies }, plan, setup);
	return { waited: waits.b1, polledAt: polledAt('b1') };
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

	it.each([
		['a service that is busy', busy()],
		['a rate limit', busy(undefined, 'RATE_LIMITED')],
		['no clear answer', lost],
	])('takes a gap for a gap: %s', async (_what, gap) => {
		const { waited, polledAt } = await waitFor([gap, is('PROCESSING'), gap, is('COMPLETE')]);

		expect(waited.kind).toBe('finished');
		expect(polledAt).toEqual([0, 5_000, 10_000, 15_000]);
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
		const { waited, polledAt } = await waitFor([is('LANDING'), refused()]);

		expect(waited).toEqual({ kind: 'refused', reply: refused() });
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

/** So many batches for which the service gives these replies. */
const batches = (count: number, ...replies: Array<Reply<BatchStatus>>) =>
	Object.fromEntries(range(1, count + 1).map((n) => [`b${n}`, replies]));

describe('A wait for many batches', () => {
	it('asks in rounds, and no more for what is finished', async () => {
		const { polls, kinds } = await awaitAll({
			b1: [is('PROCESSING'), is('COMPLETE')],
			b2: [is('FAILED')],
			b3: [is('LANDING'), is('PROCESSING'), is('COMPLETE')],
		});

		expect(polls).toEqual([
			['b1', 0],
			['b2', 0],
			['b3', 0],
			['b1', 5_000],
			['b3', 5_000],
			['b3', 10_000],
		]);
		expect(kinds).toEqual({ b1: 'finished', b2: 'finished', b3: 'finished' });
	});

	it('knows how the wait for each ended', async () => {
		const { waits } = await awaitAll({
			b1: [is('COMPLETE', { batchId: 'b1' })],
			b2: [is('LANDED', { batchId: 'b2' })],
			b3: [refused()],
		});

		expect(waits).toEqual({
			b1: { kind: 'finished', batch: aBatchStatus({ batchId: 'b1', status: 'COMPLETE' }) },
			b2: { kind: 'ranOut', last: aBatchStatus({ batchId: 'b2', status: 'LANDED' }) },
			b3: { kind: 'refused', reply: refused() },
		});
	});

	it('asks once for a batch that is named more than once', async () => {
		const { polls } = await awaitAll(
			batches(2, is('COMPLETE')),
			{},
			{ batchIds: ['b1', 'b2', 'b1', 'b2'] },
		);

		expect(polls).toEqual([
			['b1', 0],
			['b2', 0],
		]);
	});

	it('asks for nothing and does not wait when there is none', async () => {
		expect(await awaitAll({})).toMatchObject({ polls: [], waitedMs: 0, waits: {} });
	});

	it('ends with one limit for all, after one more look at each at the very end', async () => {
		const { kinds, waitedMs, polledAt } = await awaitAll(batches(100, is('PROCESSING')), {
			limitMs: 600_000,
		});

		expect(waitedMs).toBe(600_000);
		for (const [batchId, kind] of Object.entries(kinds)) {
			expect(kind).toBe('ranOut');
			expect(polledAt(batchId)).toEqual(range(0, 600_001, 5_000));
		}
	});

	it('asks for four side by side', async () => {
		const { mostUnderWay } = await awaitAll(batches(100, is('COMPLETE')));

		expect(mostUnderWay).toBe(4);
	});

	it('asks for each that there is time for, and for none half a minute after the end', async () => {
		const { polls, waits } = await awaitAll(
			batches(100, is('PROCESSING')),
			{ limitMs: 10_000 },
			{ requestMs: 4_000 },
		);

		const last = Math.max(...polls.map(([, at]) => at));
		expect(last).toBeGreaterThan(36_000);
		expect(last).toBeLessThanOrEqual(40_000);
		expect(waits.b1).toEqual({ kind: 'ranOut', last: aBatchStatus() });
		expect(waits.b100).toEqual({ kind: 'ranOut' });
	});

	it('waits once for what any answer of a round asked for', async () => {
		const { polledAt } = await awaitAll({
			b1: [is('PROCESSING'), is('COMPLETE')],
			b2: [busy(20_000), is('COMPLETE')],
			b3: [busy(8_000), is('COMPLETE')],
		});

		for (const batchId of ['b1', 'b2', 'b3']) expect(polledAt(batchId)).toEqual([0, 20_000]);
	});

	it.each([
		['a service that is busy', busy()],
		['no clear answer', lost],
	])('goes on with the others over a gap: %s', async (_what, gap) => {
		const { polls, kinds } = await awaitAll({ b1: [gap], ...batches(9, gap, is('COMPLETE')) });

		expect(polls.filter(([, at]) => at === 0)).toHaveLength(9);
		expect(polls).toHaveLength(18);
		expect(new Set(Object.values(kinds))).toEqual(new Set(['finished']));
	});

	it.each(['REJECTED', 'X'])(
		'goes on with the others when Evermuse refuses one: %s',
		async (code) => {
			const { kinds, polledAt } = await awaitAll({
				b1: [refused(code)],
				b2: [is('PROCESSING'), is('COMPLETE')],
			});

			expect(kinds).toEqual({ b1: 'refused', b2: 'finished' });
			expect(polledAt('b1')).toEqual([0]);
		},
	);

	it.each(['UNAUTHORIZED', 'FORBIDDEN'])(
		'ends for all when Evermuse refuses the key: %s',
		async (code) => {
			const { waits, kinds, polls, waitedMs } = await awaitAll({
				...batches(50, is('COMPLETE')),
				b2: [refused(code)],
				b3: [is('PROCESSING')],
			});

			expect(polls.length).toBeLessThanOrEqual(5);
			expect(waitedMs).toBe(0);
			expect(kinds.b1).toBe('finished');
			for (const batchId of ['b2', 'b3', 'b50']) {
				expect(waits[batchId]).toEqual({ kind: 'refused', reply: refused(code) });
			}
		},
	);

	it('leaves the service alone once it limits the rate, and begins then with those left out', async () => {
		const { polls, kinds } = await awaitAll({
			...batches(8, is('PROCESSING'), is('COMPLETE')),
			b1: [busy(30_000, 'RATE_LIMITED'), is('COMPLETE')],
		});

		const first = ['b1', 'b2', 'b3', 'b4'];
		const leftOut = ['b5', 'b6', 'b7', 'b8'];
		const askedAt = (ms: number) => polls.filter(([, at]) => at === ms).map(([id]) => id);
		expect(askedAt(0)).toEqual(first);
		expect(askedAt(30_000)).toEqual([...leftOut, ...first]);
		expect(new Set(Object.values(kinds))).toEqual(new Set(['finished']));
	});

	it('ends for all that are open when the user stops the workflow', async () => {
		const { kinds, polls } = await awaitAll(
			{ b1: [is('COMPLETE')], b2: [refused()], b3: [is('PROCESSING')], b4: [busy()] },
			{},
			{ stopAtWait: 1 },
		);

		expect(kinds).toEqual({ b1: 'finished', b2: 'refused', b3: 'cancelled', b4: 'cancelled' });
		expect(polls).toHaveLength(4);
	});
});
