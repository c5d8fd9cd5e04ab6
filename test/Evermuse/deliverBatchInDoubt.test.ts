import { countBy, range } from 'lodash';
import { EVERMUSE } from '../../nodes/Evermuse/advice';
import { deliverBatch } from '../../nodes/Evermuse/logic/deliverBatch';
import { createBrake } from '../../nodes/shared/logic/brake';
import { isFailed } from '../../nodes/shared/logic/itemResult';
import { failureOf } from '../../nodes/shared/logic/readReply';
import { somePackedRecords } from '../support/aPackedRecord';
import { deliverToModel } from './deliverToModel';
import type { Misstep } from './modelEvermuse';
import { modelEvermuse } from './modelEvermuse';

/** A body so large that no answer may mean that it is too large. */
const LARGE = { bytesPerRecord: 100_000 };

/** The outcomes of those that failed, each once. */
const outcomesOf = ({ results }: Awaited<ReturnType<typeof deliverToModel>>) =>
	Array.from(new Set(results.filter(isFailed).map(({ failure }) => failure.outcome)));

describe('A batch without an answer', () => {
	it('is not sent in parts when it is small: its size is not the reason', async () => {
		const { sizes, codes } = await deliverToModel(10, { missteps: ['is lost'] });

		expect(sizes).toEqual([10]);
		expect(codes).toEqual({ UNCONFIRMED: 10 });
	});

	it.each<Misstep>(['is lost', 'takes it and is lost'])(
		'is sent in halves when it is large, and found out: a request that %s',
		async (misstep) => {
			const { sizes, codes } = await deliverToModel(20, { ...LARGE, missteps: [misstep] });

			expect(sizes).toEqual([20, 10, 10]);
			expect(codes).toEqual({ accepted: 20 });
		},
	);

	it('is halved again and again where that helps', async () => {
		const { sizes, codes } = await deliverToModel(40, {
			...LARGE,
			missteps: ['is lost', undefined, 'is lost'],
		});

		expect(sizes).toEqual([40, 20, 20, 10, 10]);
		expect(codes).toEqual({ accepted: 40 });
	});

	it.each([
		['large', 40],
		['small', 20],
	])('is given up when a %s half has none, either', async (_what, count) => {
		const { sizes, codes } = await deliverToModel(count, {
			...LARGE,
			missteps: ['is lost', 'is lost'],
		});

		expect(sizes).toEqual([count, count / 2]);
		expect(codes).toEqual({ UNCONFIRMED: count });
	});
});

describe('What may have been taken once stays unclear, though a part of it', () => {
	const BAD = range(0, 900, 15);

	it.each<[string, Misstep, string]>([
		['meets a limit', 'limits', 'RATE_LIMITED'],
		['is told that the key is not known', 'forgets the key', 'UNAUTHORIZED'],
	])('%s', async (_what, misstep, code) => {
		// The first answer names only 20 of the 60 that were rejected.
		const run = await deliverToModel(1_000, { badItems: BAD, missteps: [undefined, misstep] });

		expect(run.sizes).toEqual([1_000, 245]);
		expect(run.codes).toEqual({ REJECTED: 20, [code]: 245, UNCONFIRMED: 735 });
		expect(countBy(run.results.filter(isFailed), 'failure.outcome')).toEqual({
			rejected: 20,
			unsure: 980,
		});
		expect(run.taken.size).toBe(940);
	});

	it('is refused as too large', async () => {
		const run = await deliverToModel(2, {
			bytesPerRecord: 600_000,
			maxBytes: 500_000,
			missteps: ['is lost'],
		});

		expect(run.codes).toEqual({ RECORD_TOO_LARGE: 2 });
		expect(outcomesOf(run)).toEqual(['unsure']);
	});

	it('is refused for another record in it, and not sent again', async () => {
		const run = await deliverToModel(40, {
			...LARGE,
			badItems: [0, 39],
			bad: 'refused and named',
			missteps: ['is lost', undefined, undefined, 'forgets the key'],
		});

		expect(run.sizes).toEqual([40, 20, 19, 20]);
		expect(run.results).toHaveLength(40);
		expect(outcomesOf(run)).toEqual(['unsure']);
	});

	it('is not sent, and the advice is the one for what is unclear', async () => {
		const { results } = await deliverToModel(20, {
			...LARGE,
			missteps: ['is lost', 'limits'],
		});

		for (const { failure } of results.filter(isFailed)) {
			expect(failure).toMatchObject({
				outcome: 'unsure',
				description: EVERMUSE.advice.UNCONFIRMED.description,
			});
		}
	});
});

describe('A key that is not known any more', () => {
	it('ends the search: what was not sent on its own was not taken', async () => {
		const run = await deliverToModel(1_000, {
			badItems: [7],
			bad: 'refused',
			missteps: [undefined, undefined, undefined, 'forgets the key'],
		});

		expect(run.sizes).toEqual([1_000, 500, 500, 250]);
		expect(run.codes).toEqual({ accepted: 500, UNAUTHORIZED: 250, NOT_SENT: 250 });
		expect(outcomesOf(run)).toEqual(['notSent']);
	});
});

describe('Answers that contradict themselves', () => {
	it('are found out when only one of them does', async () => {
		const { sizes, codes } = await deliverToModel(10, { missteps: ['counts one too few'] });

		expect(sizes).toEqual([10, 5, 5]);
		expect(codes).toEqual({ accepted: 10 });
	});

	it.each<Misstep>(['counts one too few', 'counts one too many', 'names one as -1'])(
		'for ever are given up after two halves: Evermuse %s',
		async (misstep) => {
			const { sizes, codes } = await deliverToModel(1_000, {
				missteps: Array<Misstep>(100).fill(misstep),
			});

			expect(sizes).toEqual([1_000, 500, 500]);
			expect(codes).toEqual({ UNCONFIRMED: 1_000 });
		},
	);

	it('leave no doubt about the records that they name', async () => {
		const { itemsWith } = await deliverToModel(10, {
			badItems: [3],
			missteps: ['counts one too many'],
		});

		expect(itemsWith('REJECTED')).toEqual([3]);
		expect(itemsWith('accepted')).toHaveLength(9);
	});

	it('are not looked into where that is not wanted', async () => {
		const { sizes, codes } = await deliverToModel(10, {
			missteps: ['counts one too few'],
			isolate: false,
		});

		expect(sizes).toEqual([10]);
		expect(codes).toEqual({ UNCONFIRMED: 10 });
	});
});

describe('A brake that something else pulls', () => {
	/** Delivers; after so many requests another batch fails, and the run stops at the first failure. */
	async function deliverUntil(requests: number, bad: 'rejected' | 'refused') {
		const brake = createBrake(EVERMUSE, true, () => false);
		const failure = failureOf(EVERMUSE, 'REJECTED', 'rejected', 'Another batch failed');
		const model = modelEvermuse({ bad, names: 0, errorsOf: (item) => Number(item === 7) });
		const { results } = await deliverBatch(
			somePackedRecords(100),
			async (records) => {
				const sent = await model.submit(records);
				if (model.requests.length === requests) {
					brake.watch([{ itemIndex: 500, ok: false, failure }]);
				}
				return sent;
			},
			true,
			brake,
		);
		const failures = results.filter(isFailed).map((result) => result.failure);
		return { failures, requests: model.requests, results };
	}

	it('keeps the parts from being sent, and they say why', async () => {
		const { failures, requests, results } = await deliverUntil(2, 'refused');

		expect(requests).toHaveLength(2);
		expect(results).toHaveLength(100);
		expect(failures).toHaveLength(100);
		for (const failure of failures) {
			expect(failure).toMatchObject({
				code: 'NOT_SENT',
				outcome: 'notSent',
				message: 'Not sent, because of what happened before it: Another batch failed',
			});
		}
	});

	it('leaves unclear what may have been taken', async () => {
		const { failures, requests } = await deliverUntil(1, 'rejected');

		expect(requests).toHaveLength(1);
		expect(failures).toHaveLength(100);
		for (const failure of failures) {
			expect(failure).toMatchObject({ code: 'UNCONFIRMED', outcome: 'unsure' });
		}
	});

	it('is not pulled by what the search itself finds', async () => {
		const brake = createBrake(EVERMUSE, true, () => false);

		const { codes } = await deliverToModel(100, { badItems: [7], bad: 'refused', brake });

		expect(codes).toEqual({ accepted: 99, REJECTED: 1 });
		expect(brake.isOn()).toBe(false);
	});
});
