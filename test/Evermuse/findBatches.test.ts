import type { BatchFilter } from '../../nodes/Evermuse/logic/findBatches';
import { findBatches } from '../../nodes/Evermuse/logic/findBatches';
import type { BatchList, BatchStatus } from '../../nodes/Evermuse/schemas/batchStatus';
import type { Reply } from '../../nodes/shared/logic/reply';
import { aBatchStatus } from '../support/aBatchStatus';

const NOON = Date.parse('2026-03-02T12:00:00Z');
const ALL: BatchFilter = { limit: Infinity, statuses: [] };

/** So many batches, newest first, a second apart; every second one has failed. */
const batchesOf = (count: number): BatchStatus[] =>
	Array.from({ length: count }, (_, index) =>
		aBatchStatus({
			batchId: `b${index}`,
			createdAt: NOON - index * 1_000,
			status: index % 2 === 0 ? 'COMPLETE' : 'FAILED',
			type: index % 3 === 0 ? 'email' : 'message',
		}),
	);

/** Searches a service that has these batches, in pages of at most so many. */
async function find(batches: BatchStatus[], filter: Partial<BatchFilter> = {}, pageSize = 100) {
	const pages: Array<{ limit: number; cursor?: string }> = [];
	const found = await findBatches(
		async (page): Promise<Reply<BatchList>> => {
			pages.push(page);
			const start = Number(page.cursor ?? 0);
			const end = start + Math.min(page.limit, pageSize);
			return {
				kind: 'done',
				body: {
					batches: batches.slice(start, end),
					nextCursor: end < batches.length ? String(end) : null,
				},
			};
		},
		{ ...ALL, ...filter },
	);
	return { ids: found.batches.map(({ batchId }) => batchId), capped: found.capped, pages };
}

describe('A search for batches', () => {
	it.each([
		[0, 1],
		[1, 1],
		[100, 1],
		[101, 2],
		[250, 3],
	])('finds all %i of them, on %i pages, newest first', async (count, pageCount) => {
		const { ids, pages, capped } = await find(batchesOf(count));

		expect(ids).toEqual(batchesOf(count).map(({ batchId }) => batchId));
		expect(pages).toHaveLength(pageCount);
		expect(capped).toBe(false);
	});

	it('follows the cursor', async () => {
		const { pages } = await find(batchesOf(250));

		expect(pages).toEqual([
			{ limit: 100, cursor: undefined },
			{ limit: 100, cursor: '100' },
			{ limit: 100, cursor: '200' },
		]);
	});

	it.each<[string, Partial<BatchFilter>, string[], number]>([
		['up to a limit', { limit: 3 }, ['b0', 'b1', 'b2'], 1],
		['up to a limit behind the first page', { limit: 5 }, ['b0', 'b1', 'b2', 'b3', 'b4'], 2],
		['up to the very end of a page', { limit: 4 }, ['b0', 'b1', 'b2', 'b3'], 1],
		['of one state', { statuses: ['FAILED'] }, ['b1', 'b3', 'b5', 'b7', 'b9'], 3],
		['of any of two states', { statuses: ['FAILED', 'COMPLETE'], limit: 2 }, ['b0', 'b1'], 1],
		['of a type', { type: 'email' }, ['b0', 'b3', 'b6', 'b9'], 3],
		['of a state and a type', { statuses: ['FAILED'], type: 'email' }, ['b3', 'b9'], 3],
		['of a state, up to a limit', { statuses: ['FAILED'], limit: 2 }, ['b1', 'b3'], 1],
		['made later, and reads no further', { createdAfterMs: NOON - 2_000 }, ['b0', 'b1'], 1],
		['made later, none', { createdAfterMs: NOON }, [], 1],
		[
			'made later, on two pages',
			{ createdAfterMs: NOON - 5_500 },
			['b0', 'b1', 'b2', 'b3', 'b4', 'b5'],
			2,
		],
	])('finds those %s', async (_what, filter, expected, pageCount) => {
		const { ids, pages } = await find(batchesOf(10), filter, 4);

		expect(ids).toEqual(expected);
		expect(pages).toHaveLength(pageCount);
	});

	it('reads times that count seconds', async () => {
		const inSeconds = batchesOf(3).map((batch) => ({
			...batch,
			createdAt: batch.createdAt / 1_000,
		}));

		expect((await find(inSeconds, { createdAfterMs: NOON - 1_000 })).ids).toEqual(['b0']);
	});

	it('goes on over an empty page', async () => {
		const replies: BatchList[] = [
			{ batches: [], nextCursor: 'a' },
			{ batches: [aBatchStatus()], nextCursor: null },
		];

		const found = await findBatches(async () => ({ kind: 'done', body: replies.shift()! }), ALL);

		expect(found.batches).toHaveLength(1);
	});

	it.each([
		['leads to itself', 'a', 2],
		['is missing', undefined, 1],
	])('ends where the cursor %s', async (_what, nextCursor, requests) => {
		let sent = 0;
		const found = await findBatches(async () => {
			sent++;
			return { kind: 'done', body: { batches: [aBatchStatus()], nextCursor } };
		}, ALL);

		expect(sent).toBe(requests);
		expect(found).toMatchObject({ batches: { length: requests }, capped: false });
	});

	it('ends with what it has when a page fails, and says why', async () => {
		const failed: Reply<BatchList> = {
			kind: 'busy',
			failure: { outcome: 'notSent', code: 'X', message: 'It broke', description: 'Wait.' },
		};
		const replies: Array<Reply<BatchList>> = [
			{ kind: 'done', body: { batches: [aBatchStatus()], nextCursor: 'a' } },
			failed,
		];

		expect(await findBatches(async () => replies.shift()!, ALL)).toEqual({
			batches: [aBatchStatus()],
			reply: failed,
			capped: false,
		});
	});

	it('ends after 1,000 pages, and says so', async () => {
		let sent = 0;
		const found = await findBatches(
			async () => ({ kind: 'done', body: { batches: [], nextCursor: String(++sent) } }),
			ALL,
		);

		expect(sent).toBe(1_000);
		expect(found).toEqual({ batches: [], capped: true });
	});
});
