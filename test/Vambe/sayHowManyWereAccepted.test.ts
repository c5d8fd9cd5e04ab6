import type { ItemResult } from '../../nodes/shared/logic/itemResult';
import { isFailed } from '../../nodes/shared/logic/itemResult';
import { sayHowManyWereAccepted } from '../../nodes/Vambe/logic/sayHowManyWereAccepted';

const accepted: ItemResult = { itemIndex: 0, ok: true, json: {} };
const failed = (code: string): ItemResult => ({
	itemIndex: 1,
	ok: false,
	failure: { code, outcome: 'notSent', message: 'It is over', description: 'Wait.' },
});

const messages = (results: ItemResult[]) =>
	sayHowManyWereAccepted(results)
		.filter(isFailed)
		.map(({ failure }) => failure.message);

describe('Where a limit ended the run', () => {
	test('each item that it held back says how many of all were accepted', () => {
		expect(messages([accepted, accepted, failed('RATE_LIMITED'), failed('RATE_LIMITED')])).toEqual([
			'It is over; 2 of 4 events were accepted',
			'It is over; 2 of 4 events were accepted',
		]);
	});

	test('what failed for another reason says nothing of it, and what was accepted stays', () => {
		const results = [accepted, failed('REJECTED')];
		expect(sayHowManyWereAccepted(results)).toEqual(results);
	});
});
