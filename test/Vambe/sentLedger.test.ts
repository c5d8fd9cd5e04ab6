import type { ItemResult } from '../../nodes/shared/logic/itemResult';
import type { FailedOutcome } from '../../nodes/shared/logic/reply';
import type { SentLedger } from '../../nodes/Vambe/logic/sentLedger';
import { addEarlierTries, earlierResults, toLedger } from '../../nodes/Vambe/logic/sentLedger';

const accepted = (itemIndex: number, id = `id ${itemIndex}`): ItemResult => ({
	itemIndex,
	ok: true,
	json: { id, event: 'purchase' },
});

const failed = (itemIndex: number, outcome: FailedOutcome, attempts?: number): ItemResult => ({
	itemIndex,
	ok: false,
	failure: {
		outcome,
		code: 'CODE',
		message: `It is ${outcome}`,
		description: 'Do something.',
		...(attempts && { attempts }),
	},
});

describe('The ledger of a run', () => {
	test('holds what Vambe has or may have, and nothing else', () => {
		const results = [
			accepted(0),
			failed(1, 'rejected', 1),
			failed(2, 'unsure', 1),
			failed(3, 'notSent'),
		];
		expect(toLedger(results, 2)).toEqual({
			run: 2,
			results: [accepted(0), failed(2, 'unsure', 1)],
		});
	});

	test('is not kept when nothing failed, because n8n then does not run the node again', () => {
		expect(toLedger([accepted(0), accepted(1)], 0)).toBeUndefined();
		expect(toLedger([], 0)).toBeUndefined();
	});

	test('is neither kept nor read where no number tells one try from another call', () => {
		const results = [failed(0, 'unsure', 1)];
		expect(toLedger(results, undefined)).toBeUndefined();
		expect(earlierResults(toLedger(results, 0), undefined)).toEqual([]);
		expect(earlierResults(undefined, undefined)).toEqual([]);
	});

	test('says the same after n8n saved it', () => {
		const ledger = toLedger([accepted(0), failed(1, 'unsure', 1), failed(2, 'notSent')], 4);
		const read = JSON.parse(JSON.stringify(ledger)) as SentLedger;
		expect(earlierResults(read, 4)).toEqual([accepted(0), failed(1, 'unsure', 1)]);
	});

	test('says nothing of another run, and nothing before the first try', () => {
		const ledger = toLedger([accepted(0), failed(1, 'notSent')], 4);
		expect(earlierResults(ledger, 3)).toEqual([]);
		expect(earlierResults(ledger, 5)).toEqual([]);
		expect(earlierResults(undefined, 0)).toEqual([]);
	});
});

describe('What became of an event in all tries together', () => {
	test.each<[what: string, before: ItemResult[], now: ItemResult, together: ItemResult]>([
		['accepted now', [], accepted(0), accepted(0)],
		['failed now', [], failed(0, 'notSent', 2), failed(0, 'notSent', 2)],
		['unsure, and accepted now', [failed(0, 'unsure', 1)], accepted(0, 'new'), accepted(0, 'new')],
		[
			'unsure, and unsure again',
			[failed(0, 'unsure', 1)],
			failed(0, 'unsure', 2),
			failed(0, 'unsure', 3),
		],
		[
			'unsure, and rejected now',
			[failed(0, 'unsure', 1)],
			failed(0, 'rejected', 1),
			failed(0, 'unsure', 2),
		],
		[
			'unsure, and not sent now',
			[failed(0, 'unsure', 1)],
			failed(0, 'notSent'),
			failed(0, 'unsure', 1),
		],
		['accepted, and unreadable now', [accepted(0)], failed(0, 'rejected'), accepted(0)],
		['that of another item', [accepted(1)], failed(0, 'notSent', 1), failed(0, 'notSent', 1)],
	])('is, when it was %s', (_what, before, now, together) => {
		expect(addEarlierTries([now], before)).toEqual([together]);
	});
});
