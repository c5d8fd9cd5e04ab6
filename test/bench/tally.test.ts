import type { Report, Tally } from '../../bench/tally';
import { addUp, tally } from '../../bench/tally';

const NOTHING: Tally = {
	items: 1,
	lost: 0,
	doubled: 0,
	falseSuccess: 0,
	falseFailure: 0,
	unclear: 0,
	requests: 1,
};

/** What one item counts as, by what the user was told of it and whether the service has it. */
const cases: Array<[told: Report['told'], good: boolean, stored: boolean, counts: Partial<Tally>]> =
	[
		['success', true, true, {}],
		['success', true, false, { lost: 1, falseSuccess: 1 }],
		['success', false, false, { falseSuccess: 1 }],
		['failure', true, true, { falseFailure: 1 }],
		['failure', true, false, { lost: 1 }],
		['failure', false, false, {}],
		['unclear', true, true, { unclear: 1 }],
		['unclear', true, false, { unclear: 1, lost: 1 }],
		['unclear', false, false, { unclear: 1 }],
	];

describe('An item counts as what the user was told against what the service has', () => {
	it.each(cases)('told %s, good: %s, stored: %s', (told, good, isStored, counts) => {
		const reports = [{ id: 'a', told }];
		const stored = new Set(isStored ? ['a'] : []);
		expect(tally([{ id: 'a', good }], reports, { stored, doubled: 0, requests: 1 })).toEqual({
			...NOTHING,
			...counts,
		});
	});
});

it('Reports are matched by their id, not by their order', () => {
	const items = ['a', 'b', 'c'].map((id) => ({ id, good: true }));
	const reports: Report[] = [
		{ id: 'c', told: 'success' },
		{ id: 'a', told: 'success' },
		{ id: 'b', told: 'failure' },
	];
	const truth = { stored: new Set(['a', 'c']), doubled: 0, requests: 3 };
	expect(tally(items, reports, truth)).toEqual({ ...NOTHING, items: 3, lost: 1, requests: 3 });
});

it('What was doubled and the requests are taken from the service', () => {
	const truth = { stored: new Set<string>(), doubled: 2, requests: 5 };
	expect(tally([], [], truth)).toMatchObject({ doubled: 2, requests: 5 });
});

const wrongReports: Array<[what: string, reports: Report[]]> = [
	['An item without a report', []],
	['A report on what was never sent', [{ id: 'b', told: 'success' }]],
	[
		'An item reported twice',
		[
			{ id: 'a', told: 'success' },
			{ id: 'a', told: 'failure' },
		],
	],
];

it.each(wrongReports)('%s is an error', (_what, reports) => {
	const truth = { stored: new Set<string>(), doubled: 0, requests: 1 };
	expect(() => tally([{ id: 'a', good: true }], reports, truth)).toThrow('For the items a');
});

it('Tallies are added up column by column', () => {
	const one: Tally = {
		items: 1,
		lost: 2,
		doubled: 3,
		falseSuccess: 4,
		falseFailure: 5,
		unclear: 6,
		requests: 8,
	};
	expect(addUp([one, one, NOTHING])).toEqual({
		items: 3,
		lost: 4,
		doubled: 6,
		falseSuccess: 8,
		falseFailure: 10,
		unclear: 12,
		requests: 17,
	});
});
