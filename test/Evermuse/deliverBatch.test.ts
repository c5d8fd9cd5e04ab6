import fc from 'fast-check';
import { range } from 'lodash';
import { codeOf, deliverToModel } from './deliverToModel';

describe('A batch', () => {
	it('of which all is well is one request', async () => {
		const { sizes, codes, sent } = await deliverToModel(1_000, {});

		expect(sizes).toEqual([1_000]);
		expect(codes).toEqual({ accepted: 1_000 });
		expect(sent).toMatchObject([{ bytes: 100_000, reply: { kind: 'done' } }]);
	});

	it('of which all rejected records are named is one request', async () => {
		const { sizes, itemsWith } = await deliverToModel(1_000, { badItems: range(20, 40) });

		expect(sizes).toEqual([1_000]);
		expect(itemsWith('REJECTED')).toEqual(range(20, 40));
	});

	it('of which all are rejected is one request', async () => {
		const { sizes, codes } = await deliverToModel(1_000, { badItems: range(1_000) });

		expect(sizes).toEqual([1_000]);
		expect(codes).toEqual({ REJECTED: 1_000 });
	});
});

describe('A batch of which more were rejected than named', () => {
	const byChance = (many: number, draws: number) =>
		fc.sample(fc.shuffledSubarray(range(1_000), { minLength: many, maxLength: many }), {
			seed: 2026,
			numRuns: draws,
		});
	const scattered = (seed: number) => range(60).map((n) => (n * 16 + seed * 7) % 1_000);

	it.each([
		['scattered', ...[1, 2, 3, 4].map(scattered)],
		['drawn by chance', ...byChance(60, 20)],
		['at the start', range(60)],
		['in the middle', range(470, 530)],
		['at the end', range(940, 1_000)],
		['in three heaps', [...range(100, 120), ...range(500, 520), ...range(980, 1_000)]],
		['at every second place', range(300, 420, 2)],
	])('is found out in at most 15 requests for 60 of 1,000, %s', async (_where, ...draws) => {
		for (const badItems of draws) {
			const { sizes, codes, itemsWith } = await deliverToModel(1_000, { badItems });

			expect(sizes.length).toBeLessThanOrEqual(15);
			expect(itemsWith('REJECTED')).toEqual([...badItems].sort((a, b) => a - b));
			expect(codes).toEqual({ accepted: 940, REJECTED: 60 });
		}
	});

	it.each([
		['900 of 1,000', range(1_000).filter((n) => n % 10 !== 3), 1, 75],
		['all but the last', range(999), 1, 100],
		['21 of 1,000', range(0, 1_000, 48), 1, 2],
		['60 of 1,000, three errors each', range(0, 960, 16), 3, 20],
	])('is found out: %s', async (_what, badItems, errorsEach, most) => {
		const { sizes, codes, itemsWith } = await deliverToModel(1_000, { badItems, errorsEach });

		expect(sizes.length).toBeLessThanOrEqual(most);
		expect(itemsWith('REJECTED')).toEqual(badItems);
		expect(codes.accepted).toBe(1_000 - badItems.length);
	});

	it('is found out though none is named', async () => {
		const { sizes, itemsWith } = await deliverToModel(1_000, { badItems: [0, 517, 999], names: 0 });

		expect(sizes.length).toBeLessThanOrEqual(1 + 3 * 20);
		expect(itemsWith('REJECTED')).toEqual([0, 517, 999]);
		expect(itemsWith('accepted')).toHaveLength(997);
	});

	it('is given up when it would take too many requests: what was found out stands, the rest is unclear', async () => {
		const { sizes, codes, itemsWith } = await deliverToModel(1_000, {
			badItems: range(0, 1_000, 2),
			names: 0,
		});

		expect(sizes).toHaveLength(100);
		expect(codes.UNCONFIRMED).toBeLessThan(1_000 - 40);
		expect(itemsWith('accepted')).toEqual(range(1, 2 * codes.accepted, 2));
		expect(itemsWith('REJECTED')).toEqual(range(0, 2 * codes.REJECTED, 2));
	});

	it('is left unclear where that is not wanted, without naming a place that nobody knows', async () => {
		const { sizes, itemsWith, results } = await deliverToModel(100, {
			badItems: range(25),
			isolate: false,
		});

		expect(sizes).toEqual([100]);
		expect(itemsWith('REJECTED')).toEqual(range(20));
		expect(itemsWith('UNCONFIRMED')).toEqual(range(20, 100));
		const unclear = results.find((result) => codeOf(result) === 'UNCONFIRMED');
		expect(unclear).toMatchObject({ failure: { outcome: 'unsure', batchId: 'b1' } });
		expect(unclear).not.toHaveProperty('failure.position');
	});
});

describe('A batch that is refused for a record that is not named (400)', () => {
	it('costs at most 22 requests, wherever in 1,000 the record is', async () => {
		for (const place of range(1_000)) {
			const { sizes, itemsWith } = await deliverToModel(1_000, {
				badItems: [place],
				bad: 'refused',
			});

			expect(sizes.length).toBeLessThanOrEqual(22);
			expect(itemsWith('REJECTED')).toEqual([place]);
			expect(itemsWith('accepted')).toHaveLength(999);
		}
	});

	it('is searched for several', async () => {
		const badItems = [3, 4, 77, 600];
		const { sizes, itemsWith } = await deliverToModel(1_000, { badItems, bad: 'refused' });

		expect(sizes.length).toBeLessThanOrEqual(1 + 4 * 20);
		expect(itemsWith('REJECTED')).toEqual(badItems);
		expect(itemsWith('accepted')).toHaveLength(996);
	});

	it('is given up after two halves, and a record from each quarter, that are refused alike', async () => {
		const { sizes, codes, taken } = await deliverToModel(1_000, {
			badItems: range(1_000),
			bad: 'refused',
		});

		expect(sizes).toEqual([1_000, 500, 500, 1, 1, 1, 1]);
		expect(codes).toEqual({ REJECTED: 1_000 });
		expect(taken.size).toBe(0);
	});

	it.each([
		['one in each quarter', [100, 350, 600, 850]],
		['one at each end', [0, 999]],
		['five, evenly spread', range(100, 1_000, 200)],
	])('gives up no good one for bad ones in every part: %s', async (_what, badItems) => {
		const { sizes, itemsWith } = await deliverToModel(1_000, { badItems, bad: 'refused' });

		expect(sizes.length).toBeLessThan(100);
		expect(itemsWith('REJECTED')).toEqual(badItems);
		expect(itemsWith('accepted')).toHaveLength(1_000 - badItems.length);
	});

	it('settles what it can when the requests are used up, and says of the rest that it was not taken', async () => {
		const badItems = range(0, 1_000, 2).map((item) => item + (item % 4 === 0 ? 1 : 0));
		const { sizes, codes, results, taken } = await deliverToModel(1_000, {
			badItems,
			bad: 'refused',
		});

		expect(sizes).toHaveLength(100);
		expect(codes.accepted).toBe(taken.size);
		expect(codes.accepted).toBeGreaterThan(20);
		expect(codes.REJECTED).toBeGreaterThan(20);
		expect(results.find((result) => codeOf(result) === 'NOT_SENT')).toMatchObject({
			failure: {
				outcome: 'notSent',
				status: 400,
				message: expect.stringContaining('100 requests were not enough'),
			},
		});
	});

	it.each([2, 3, 4, 5])('is found out to the last record of %i that are all bad', async (count) => {
		const { codes, sizes } = await deliverToModel(count, {
			badItems: range(count),
			bad: 'refused',
		});

		expect(codes).toEqual({ REJECTED: count });
		expect(sizes.length).toBeLessThanOrEqual(2 * count - 1);
	});

	it('finds the good record among five', async () => {
		for (const good of range(5)) {
			const badItems = range(5).filter((item) => item !== good);

			expect((await deliverToModel(5, { badItems, bad: 'refused' })).itemsWith('accepted')).toEqual(
				[good],
			);
		}
	});

	it('is refused in all its records where nobody wants to search', async () => {
		const { sizes, codes } = await deliverToModel(100, {
			badItems: [7],
			bad: 'refused',
			isolate: false,
		});

		expect(sizes).toEqual([100]);
		expect(codes).toEqual({ REJECTED: 100 });
	});
});

describe('A batch that is refused for records that are named (400)', () => {
	const bad = 'refused and named';

	it('is sent again without them', async () => {
		const { sizes, itemsWith } = await deliverToModel(1_000, { badItems: range(0, 60, 3), bad });

		expect(sizes).toEqual([1_000, 980]);
		expect(itemsWith('REJECTED')).toEqual(range(0, 60, 3));
		expect(itemsWith('accepted')).toHaveLength(980);
	});

	it('is sent again as long as there is something new to learn, however long nothing is taken', async () => {
		const { sizes, itemsWith } = await deliverToModel(1_000, { badItems: range(300), bad });

		expect(sizes).toHaveLength(1 + 300 / 20);
		expect(itemsWith('REJECTED')).toEqual(range(300));
		expect(itemsWith('accepted')).toHaveLength(700);
	});

	it('is given up in the end, and then the rest was not sent', async () => {
		const { sizes, codes } = await deliverToModel(1_000, { badItems: range(500), bad, names: 1 });

		expect(sizes).toHaveLength(100);
		expect(codes).toEqual({ REJECTED: 100, NOT_SENT: 900 });
	});

	it('is not sent again where that is not wanted', async () => {
		const { sizes, codes, results } = await deliverToModel(100, {
			badItems: [7],
			bad,
			isolate: false,
		});

		expect(sizes).toEqual([100]);
		expect(codes).toEqual({ REJECTED: 1, NOT_SENT: 99 });
		expect(results.find((result) => codeOf(result) === 'NOT_SENT')).toMatchObject({
			failure: {
				outcome: 'notSent',
				message: expect.stringContaining('refused the batch for other records'),
			},
		});
	});
});

describe('A batch that is too large (413)', () => {
	it('is halved until it is not, whether or not rejected records are searched for', async () => {
		for (const isolate of [true, false]) {
			const { sizes, codes } = await deliverToModel(1_000, { maxBytes: 30_000, isolate });

			expect(sizes).toEqual([1_000, 500, 500, 250, 250, 250, 250]);
			expect(codes).toEqual({ accepted: 1_000 });
		}
	});

	it('is a record that is too large in the end', async () => {
		const { sizes, codes } = await deliverToModel(4, { bytesPerRecord: 100, maxBytes: 99 });

		expect(sizes).toEqual([4, 2, 2, 1, 1, 1, 1]);
		expect(codes).toEqual({ RECORD_TOO_LARGE: 4 });
	});

	it('was not taken where the requests are used up: its records may be small enough', async () => {
		const { sizes, codes } = await deliverToModel(400, { maxBytes: 1_000 });

		expect(sizes).toHaveLength(100);
		expect(codes.accepted).toBeGreaterThan(200);
		expect(codes.NOT_SENT).toBe(400 - codes.accepted);
	});

	it('has each of its halves sent, even when one holds what nobody wants to search for', async () => {
		const { sizes, itemsWith } = await deliverToModel(100, {
			maxBytes: 5_000,
			badItems: range(25),
			isolate: false,
		});

		expect(sizes).toEqual([100, 50, 50]);
		expect(itemsWith('REJECTED')).toEqual(range(20));
		expect(itemsWith('UNCONFIRMED')).toEqual(range(20, 50));
		expect(itemsWith('accepted')).toEqual(range(50, 100));
	});
});
