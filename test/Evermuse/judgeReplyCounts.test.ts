import { EVERMUSE } from '../../nodes/Evermuse/advice';
import type { Receipt } from '../../nodes/Evermuse/schemas/receipt';
import { error, fates, judge, sizes } from './judging';

const errors = (count: number) => Array.from({ length: count }, (_, index) => error(index));

const judgeReceipt = (count: number, receipt: Omit<Receipt, 'batchId'>) =>
	judge(count, { kind: 'done', body: { batchId: 'b1', ...receipt } });

describe('An answer whose counts add up, with', () => {
	it.each<[string, number, Omit<Receipt, 'batchId'>, string]>([
		['all accepted', 3, { acceptedCount: 3, rejectedCount: 0 }, 'aaa'],
		['an empty list', 1, { acceptedCount: 1, rejectedCount: 0, errors: [] }, 'a'],
		['one rejected', 3, { acceptedCount: 2, rejectedCount: 1, errors: [error(1)] }, 'ara'],
		[
			'one rejected for two reasons',
			3,
			{ acceptedCount: 2, rejectedCount: 1, errors: [error(1), error(1)] },
			'ara',
		],
		[
			'all rejected and named',
			2,
			{ acceptedCount: 0, rejectedCount: 2, errors: [error(1), error(0)] },
			'rr',
		],
		[
			'all rejected, some named',
			3,
			{ acceptedCount: 0, rejectedCount: 3, errors: [error(1)] },
			'rrr',
		],
		['all rejected, none named', 2, { acceptedCount: 0, rejectedCount: 2 }, 'rr'],
		[
			'an impossible index beside all good ones',
			2,
			{ acceptedCount: 1, rejectedCount: 1, errors: [error(9), error(0)] },
			'ra',
		],
	])('%s leaves nothing open: of %i', (_what, count, receipt, expected) => {
		const judgement = judgeReceipt(count, receipt);

		expect(fates(count, judgement)).toBe(expected);
		expect(judgement.open).toBeUndefined();
	});

	it.each<[string, number, Omit<Receipt, 'batchId'>, string, number[]]>([
		['one not named', 4, { acceptedCount: 2, rejectedCount: 2, errors: [error(1)] }, '.r..', [3]],
		[
			'all rejected, though one fewer has errors',
			3,
			{ acceptedCount: 0, rejectedCount: 3, totalErrorCount: 2, errors: [error(1), error(0)] },
			'rr.',
			[1],
		],
		['none named', 5, { acceptedCount: 4, rejectedCount: 1 }, '.....', [3, 2]],
		['none named of two', 2, { acceptedCount: 1, rejectedCount: 1 }, '..', [1, 1]],
		[
			'few enough left for one answer',
			1_000,
			{ acceptedCount: 968, rejectedCount: 32, totalErrorCount: 32, errors: errors(20) },
			'r'.repeat(20) + '.'.repeat(980),
			[980],
		],
		[
			'too many left for one answer',
			1_000,
			{ acceptedCount: 967, rejectedCount: 33, totalErrorCount: 33, errors: errors(20) },
			'r'.repeat(20) + '.'.repeat(980),
			[490, 490],
		],
		[
			'three errors for each record',
			1_000,
			{ acceptedCount: 968, rejectedCount: 32, totalErrorCount: 96, errors: errors(20) },
			'r'.repeat(20) + '.'.repeat(980),
			[327, 327, 326],
		],
		[
			'no count of the errors',
			100,
			{ acceptedCount: 50, rejectedCount: 50, errors: errors(20) },
			'r'.repeat(20) + '.'.repeat(80),
			[27, 27, 26],
		],
	])('%s asks for the rest in parts so small that they can be named: of %i', (...row) => {
		const [, count, receipt, expected, parts] = row;
		const judgement = judgeReceipt(count, receipt);

		expect(fates(count, judgement)).toBe(expected);
		expect(judgement.open?.doubt).toBe('unnamed');
		expect(sizes(judgement)).toEqual(parts);
		expect(judgement.open?.parts.flat().map(({ itemIndex }) => expected[itemIndex])).toEqual(
			Array(count - judgement.results.length).fill('.'),
		);
	});
});

describe('An answer that contradicts itself by', () => {
	it.each<[string, number, Omit<Receipt, 'batchId'>, string, number[]]>([
		['counts below their number', 3, { acceptedCount: 2, rejectedCount: 0 }, '...', [2, 1]],
		['counts above their number', 2, { acceptedCount: 3, rejectedCount: 0 }, '..', [1, 1]],
		['no count at all', 2, { acceptedCount: 0, rejectedCount: 0 }, '..', [1, 1]],
		[
			'more named than rejected',
			3,
			{ acceptedCount: 2, rejectedCount: 1, errors: [error(0), error(1)] },
			'rr.',
			[1],
		],
		[
			'counts above their number, and one named',
			3,
			{ acceptedCount: 3, rejectedCount: 1, errors: [error(2)] },
			'..r',
			[1, 1],
		],
		[
			'one named, though none is rejected',
			2,
			{ acceptedCount: 2, rejectedCount: 0, errors: [error(0)] },
			'..',
			[1, 1],
		],
		[
			'an index behind the end',
			2,
			{ acceptedCount: 1, rejectedCount: 1, errors: [error(2)] },
			'..',
			[1, 1],
		],
		[
			'an index before the start',
			2,
			{ acceptedCount: 0, rejectedCount: 2, errors: [error(-1)] },
			'..',
			[1, 1],
		],
		[
			'half an index',
			3,
			{ acceptedCount: 1, rejectedCount: 2, errors: [error(0.5), error(1)] },
			'.r.',
			[1, 1],
		],
	])('%s asks for the rest in halves: of %i', (_what, count, receipt, expected, parts) => {
		const judgement = judgeReceipt(count, receipt);

		expect(fates(count, judgement)).toBe(expected);
		expect(judgement.open?.doubt).toBe('contradiction');
		expect(sizes(judgement)).toEqual(parts);
	});

	it.each([
		['its counts', { acceptedCount: 1, rejectedCount: 1 }],
		['an index', { acceptedCount: 0, rejectedCount: 1, errors: [error(1)] }],
		['an error', { acceptedCount: 1, rejectedCount: 0, errors: [error(0)] }],
	])('%s leaves a single record unclear, as there is nothing more to ask', (_what, receipt) => {
		const judgement = judgeReceipt(1, receipt);

		expect(fates(1, judgement)).toBe('u');
		expect(judgement.open).toBeUndefined();
		expect(judgement.results).toMatchObject([
			{ failure: { code: 'UNCONFIRMED', batchId: 'b1', position: 0 } },
		]);
	});
});

it.each([
	[
		{ acceptedCount: 1, rejectedCount: 2, errors: [error(0)] },
		'Evermuse rejected 2 of 3 records of the batch and named only 1, so it is not known whether this one is among them',
	],
	[
		{ acceptedCount: 1, rejectedCount: 1, errors: [error(0)] },
		'The counts in the answer from Evermuse do not add up, so it is not known whether this record was accepted',
	],
])('Records that nobody knows the fate of say why', (receipt, message) => {
	expect(judgeReceipt(3, receipt).open?.failure).toMatchObject({
		outcome: 'unsure',
		code: 'UNCONFIRMED',
		message,
		batchId: 'b1',
		description: EVERMUSE.advice.UNCONFIRMED.description,
	});
});
