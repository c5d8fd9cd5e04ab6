import { setImmediate } from 'node:timers/promises';
import { EVERMUSE } from '../../nodes/Evermuse/advice';
import { createBrake } from '../../nodes/shared/logic/brake';
import type { ItemResult } from '../../nodes/shared/logic/itemResult';
import { failureOf } from '../../nodes/shared/logic/readReply';
import { workThrough } from '../../nodes/shared/logic/workThrough';

const accepted = (itemIndex: number, n = 0): ItemResult => ({ itemIndex, ok: true, json: { n } });
const rejected = (itemIndex: number): ItemResult => ({
	itemIndex,
	ok: false,
	failure: failureOf(EVERMUSE, 'REJECTED', 'rejected', 'No'),
});

/** Works through so many entries. */
async function work(
	count: number,
	one: (itemIndex: number) => ItemResult[] | Promise<ItemResult[]>,
	{ concurrency = 1, stopAtFirst = true } = {},
) {
	const begun: number[] = [];
	const results = await workThrough(
		Array.from({ length: count }, (_, itemIndex) => ({ itemIndex })),
		concurrency,
		createBrake(EVERMUSE, stopAtFirst, () => false),
		async ({ itemIndex }) => {
			begun.push(itemIndex);
			return await one(itemIndex);
		},
	);
	const outcomes = results.map((result) => (result.ok ? 'accepted' : result.failure.code));
	return { begun, results, outcomes };
}

describe('Working through the items', () => {
	it('gives what came of each in their order, whichever is done first', async () => {
		const { results } = await work(
			3,
			async (itemIndex) => {
				for (let turn = itemIndex; turn < 3; turn++) await setImmediate();
				return [accepted(itemIndex)];
			},
			{ concurrency: 3 },
		);

		expect(results).toEqual([accepted(0), accepted(1), accepted(2)]);
	});

	it('may give several results for an item, or none', async () => {
		const { results } = await work(3, (item) =>
			Array.from({ length: item }, (_, n) => accepted(item, n)),
		);

		expect(results).toEqual([accepted(1, 0), accepted(2, 0), accepted(2, 1)]);
	});

	it('begins nothing more once the brake is pulled, and says so of the rest', async () => {
		const { begun, outcomes } = await work(4, (item) => [
			item === 1 ? rejected(item) : accepted(item),
		]);

		expect(begun).toEqual([0, 1]);
		expect(outcomes).toEqual(['accepted', 'REJECTED', 'NOT_SENT', 'NOT_SENT']);
	});

	it('lets what is under way come to its end', async () => {
		const { begun, outcomes } = await work(
			4,
			async (item) => {
				if (item === 0) return [rejected(item)];
				await setImmediate();
				return [accepted(item)];
			},
			{ concurrency: 2 },
		);

		expect(begun).toEqual([0, 1]);
		expect(outcomes).toEqual(['REJECTED', 'accepted', 'NOT_SENT', 'NOT_SENT']);
	});

	it('goes on after a failure when the user chose that', async () => {
		const { outcomes } = await work(3, (item) => [rejected(item)], { stopAtFirst: false });

		expect(outcomes).toEqual(['REJECTED', 'REJECTED', 'REJECTED']);
	});
});
