import { recallEarlierTries, whatMayBeThere } from '../../nodes/shared/logic/earlierTries';
import type { ItemResult } from '../../nodes/shared/logic/itemResult';
import type { FailedOutcome, Failure } from '../../nodes/shared/logic/reply';

const ADVICE = 'Running it again is safe.';

const accepted = (itemIndex: number): ItemResult => ({ itemIndex, ok: true, json: {} });

const failed = (
	itemIndex: number,
	outcome: FailedOutcome,
	known: Partial<Failure> = {},
): ItemResult => ({
	itemIndex,
	ok: false,
	failure: {
		outcome,
		code: 'X',
		message: 'It did not',
		description: 'Nothing was sent.',
		...known,
	},
});

describe('What a try says in the light of earlier ones', () => {
	it('remembers what was accepted or is unclear, and nothing else', () => {
		const results = [accepted(0), failed(1, 'unsure'), failed(2, 'notSent'), failed(3, 'rejected')];

		expect(whatMayBeThere(results)).toEqual(['0', '1']);
	});

	it.each([
		['not sent', failed(0, 'notSent')],
		['refused with its whole batch', failed(0, 'rejected', { status: 400 })],
	])('is that an item is unclear which may be there and is now %s', (_what, result) => {
		const [recalled] = recallEarlierTries([result], new Set(['0']), ADVICE);

		expect(recalled).toMatchObject({
			failure: { outcome: 'unsure', code: 'X', description: ADVICE },
		});
	});

	it.each([
		['accepted', accepted(0)],
		['unclear', failed(0, 'unsure')],
		['rejected by name', failed(0, 'rejected', { status: 202, batchId: 'b1' })],
		['found wrong by our own check', failed(0, 'rejected')],
	])('leaves an item as it is that is now %s', (_what, result) => {
		expect(recallEarlierTries([result], new Set(['0']), ADVICE)).toEqual([result]);
	});

	it('tells the records of one item apart', () => {
		const ofItem = (recordIndex: number, outcome: FailedOutcome): ItemResult => ({
			...failed(4, outcome),
			recordIndex,
		});
		const there = whatMayBeThere([{ ...accepted(4), recordIndex: 0 }, ofItem(1, 'notSent')]);

		const recalled = recallEarlierTries(
			[ofItem(0, 'notSent'), ofItem(1, 'notSent')],
			new Set(there),
			ADVICE,
		);

		expect(recalled).toMatchObject([
			{ recordIndex: 0, failure: { outcome: 'unsure' } },
			{ recordIndex: 1, failure: { outcome: 'notSent' } },
		]);
	});

	it('leaves an item as it is of which no earlier try sent anything', () => {
		const result = failed(1, 'notSent');

		expect(recallEarlierTries([result], new Set(['0']), ADVICE)).toEqual([result]);
	});
});
