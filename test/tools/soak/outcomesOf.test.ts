import { outcomesOf } from '../../../tools/soak/outcomesOf';

const item = (position: number, outcome?: string) => ({
	json: outcome === undefined ? {} : { error: 'Failed', details: { outcome } },
	pairedItem: { item: position },
});

it('What comes out of the first output is accepted; of the second, an item says it itself', () => {
	expect(outcomesOf([[item(2), item(0)], [item(1, 'unsure')]])).toEqual(
		new Map([
			[2, 'accepted'],
			[0, 'accepted'],
			[1, 'unsure'],
		]),
	);
});

it.each([
	['both outputs', [[item(0)], [item(0, 'unsure')]]],
	['one output', [[item(0), item(0)], []]],
])('An item that comes twice out of %s has the outcome "twice"', (_where, outputs) => {
	expect(outcomesOf(outputs)).toEqual(new Map([[0, 'twice']]));
});

it('An item that n8n itself lets fail has no outcome', () => {
	const failed = { json: { error: 'The service was not able to process your request' } };
	const outcomes = outcomesOf([[], [{ ...failed, pairedItem: { item: 0 } }]]);
	expect(outcomes).toEqual(new Map([[0, undefined]]));
});

it('An item is paired in each of the forms that n8n has', () => {
	const forms = [{ item: 0 }, [{ item: 1 }], 2].map((pairedItem) => ({ json: {}, pairedItem }));
	expect([...outcomesOf([forms]).keys()]).toEqual([0, 1, 2]);
});

it('A node that did not run, or of which an output is empty, says nothing', () => {
	expect(outcomesOf([])).toEqual(new Map());
	expect(outcomesOf([null, undefined])).toEqual(new Map());
});
