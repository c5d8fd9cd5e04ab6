import type { ItemResult } from '../../nodes/shared/logic/itemResult';
import { toOutputItems } from '../../nodes/shared/toOutputItems';

const accepted = (itemIndex: number): ItemResult => ({
	itemIndex,
	ok: true,
	json: { status: 'accepted' },
});

const failed = (itemIndex: number): ItemResult => ({
	itemIndex,
	ok: false,
	failure: {
		outcome: 'rejected',
		code: 'REJECTED',
		message: "'Tags' has more than 200 entries",
		description: 'Take some away.',
		cause: 'configuration-invalid',
		status: 400,
		batchId: 'b1',
		position: 3,
		issues: [{ path: '_tags', message: 'has more than 200 entries' }],
	},
});

describe('Output items', () => {
	it('hold the successes in input order, then the failures in input order', () => {
		const items = toOutputItems([failed(4), accepted(3), failed(0), accepted(1), accepted(2)]);

		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 1 },
			{ item: 2 },
			{ item: 3 },
			{ item: 0 },
			{ item: 4 },
		]);
	});

	it('keep several results of one input in the order in which they came', () => {
		const first: ItemResult = { itemIndex: 0, ok: true, json: { n: 1 } };
		const second: ItemResult = { itemIndex: 0, ok: true, json: { n: 2 } };

		expect(toOutputItems([accepted(1), first, second]).map(({ json }) => json)).toEqual([
			{ n: 1 },
			{ n: 2 },
			{ status: 'accepted' },
		]);
	});

	it('have what a success gives, as it is', () => {
		expect(toOutputItems([accepted(0)])).toEqual([
			{ json: { status: 'accepted' }, pairedItem: { item: 0 } },
		]);
	});

	it('have of a failure the three keys that n8n looks for, and no other', () => {
		expect(toOutputItems([failed(2)])).toEqual([
			{
				json: {
					error: "'Tags' has more than 200 entries [item 2]",
					message: "'Tags' has more than 200 entries [item 2]. Take some away.",
					details: {
						outcome: 'rejected',
						code: 'REJECTED',
						status: 400,
						batchId: 'b1',
						position: 3,
						issues: [{ path: '_tags', message: 'has more than 200 entries' }],
					},
				},
				pairedItem: { item: 2 },
			},
		]);
	});

	it('are none when there was nothing', () => {
		expect(toOutputItems([])).toEqual([]);
	});

	it('leave the results in the order they had', () => {
		const results = [failed(1), accepted(0)];
		toOutputItems(results);

		expect(results.map(({ itemIndex }) => itemIndex)).toEqual([1, 0]);
	});
});
