import type { Comparison } from '../../../tools/soak/compareWithLedger';
import { compareWithLedger } from '../../../tools/soak/compareWithLedger';

const NOTHING = compareWithLedger([], []);

/** One item, by what the node said of it and what the service stored. */
const cases: Array<[outcome: string | undefined, stored: string[], counts: Partial<Comparison>]> = [
	['accepted', ['a'], { accepted: 1 }],
	['accepted', [], { accepted: 1, 'accepted, not stored': 1 }],
	['rejected', [], { rejected: 1 }],
	['rejected', ['a'], { rejected: 1, 'rejected or not sent, stored': 1 }],
	['notSent', [], { notSent: 1 }],
	['notSent', ['a'], { notSent: 1, 'rejected or not sent, stored': 1 }],
	['unsure', [], { unsure: 1 }],
	['unsure', ['a'], { unsure: 1 }],
	['unsure', ['a', 'a'], { unsure: 1, 'stored twice': 1 }],
	['accepted', ['a', 'a', 'a'], { accepted: 1, 'stored twice': 2 }],
	['accepted', ['a', 'b', 'b'], { accepted: 1, 'stored twice': 1, 'stored, not told of': 1 }],
	['twice', ['a'], { 'with two outcomes': 1 }],
	[undefined, [], { 'without an outcome': 1 }],
	[undefined, ['a'], { 'without an outcome': 1 }],
	['perhaps', ['a'], { 'without an outcome': 1 }],
];

it.each(cases)('An item told %s of which %j is stored counts', (outcome, stored, counts) => {
	expect(compareWithLedger([{ id: 'a', outcome }], stored)).toEqual({
		...NOTHING,
		items: 1,
		...counts,
	});
});

it('Items are held against the ledger by their id, not by their order', () => {
	const told = [
		{ id: 'a', outcome: 'rejected' },
		{ id: 'b', outcome: 'accepted' },
		{ id: 'c', outcome: 'accepted' },
	];
	expect(compareWithLedger(told, ['c', 'b'])).toEqual({
		...NOTHING,
		items: 3,
		accepted: 2,
		rejected: 1,
	});
});
