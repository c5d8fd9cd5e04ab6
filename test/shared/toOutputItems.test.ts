import type { INode, OnError } from 'n8n-workflow';
import type { ItemResult } from '../../nodes/shared/logic/itemResult';
import { toOutputItems } from '../../nodes/shared/toOutputItems';

const withOnError = (onError?: OnError) => ({ getNode: () => ({ onError }) as INode });

const stopping = withOnError();

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
		const items = toOutputItems(stopping, [
			failed(4),
			accepted(3),
			failed(0),
			accepted(1),
			accepted(2),
		]);

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

		expect(toOutputItems(stopping, [accepted(1), first, second]).map(({ json }) => json)).toEqual([
			{ n: 1 },
			{ n: 2 },
			{ status: 'accepted' },
		]);
	});

	it('have what a success gives, as it is', () => {
		expect(toOutputItems(stopping, [accepted(0)])).toEqual([
			{ json: { status: 'accepted' }, pairedItem: { item: 0 } },
		]);
	});

	it('have of a failure the three keys that n8n looks for, and no other', () => {
		expect(toOutputItems(stopping, [failed(2)])).toEqual([
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

	it('have a failure marked for the error output where there is one, unseen in any copy', () => {
		const [good, bad] = toOutputItems(withOnError('continueErrorOutput'), [accepted(0), failed(2)]);

		expect(good).not.toHaveProperty('error');
		expect(bad.error).toEqual({ message: "'Tags' has more than 200 entries [item 2]" });
		expect({ ...bad }).toEqual(toOutputItems(stopping, [failed(2)])[0]);
	});

	it.each<OnError | undefined>([undefined, 'stopWorkflow', 'continueRegularOutput'])(
		'have no failure marked where there is no error output: %s',
		(onError) => {
			const [bad] = toOutputItems(withOnError(onError), [failed(2)]);

			expect(bad).not.toHaveProperty('error');
		},
	);

	it('are none when there was nothing', () => {
		expect(toOutputItems(stopping, [])).toEqual([]);
	});

	it('leave the results in the order they had', () => {
		const results = [failed(1), accepted(0)];
		toOutputItems(stopping, results);

		expect(results.map(({ itemIndex }) => itemIndex)).toEqual([1, 0]);
	});
});
