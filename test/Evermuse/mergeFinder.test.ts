import type { RecordLabel } from '../../nodes/Evermuse/logic/batch';
import { MergeFinder } from '../../nodes/Evermuse/logic/mergeFinder';
import { aPackedRecord } from '../support/aPackedRecord';

const NOON = '2026-02-24T12:00:00Z';

/** Records of one message, each from an item of its own, with what differs. */
const records = (...differences: Array<Partial<RecordLabel>>): RecordLabel[] =>
	differences.map((difference, itemIndex) => ({
		...aPackedRecord(itemIndex, { eventAt: NOON }),
		vendorIds: { message_id: 'msg', thread_id: 'thr' },
		...difference,
	}));

/** The items of the records that come again, each with the item of the first one like it. */
const merged = (all: RecordLabel[]) => {
	const finder = new MergeFinder();
	for (const record of all) finder.add(record);
	return Array.from(finder.merged, ([again, first]) => [again.itemIndex, first.itemIndex]);
};

describe('Records that Evermuse takes for one', () => {
	it.each<[string, Partial<RecordLabel>]>([
		['are just the same', {}],
		['differ below the second', { eventAt: '2026-02-24T12:00:00.789Z' }],
		['differ in the order of their IDs', { vendorIds: { thread_id: 'thr', message_id: 'msg' } }],
		['differ in their product', { productId: 'another' }],
	])('%s', (_what, difference) => {
		expect(merged(records({}, difference))).toEqual([[1, 0]]);
	});

	it.each<[string, Partial<RecordLabel>]>([
		['another type', { type: 'email' }],
		['another ID', { vendorIds: { message_id: 'msg', thread_id: 'another' } }],
		['another name of an ID', { vendorIds: { message_id: 'msg', threadId: 'thr' } }],
		['one ID less', { vendorIds: { message_id: 'msg' } }],
		['IDs that swap their values', { vendorIds: { message_id: 'thr', thread_id: 'msg' } }],
		['another second', { eventAt: '2026-02-24T12:00:01Z' }],
	])('are not those with %s', (_what, difference) => {
		expect(merged(records({}, difference))).toEqual([]);
	});

	it('are all named with the first of them', () => {
		const other = { type: 'email' };

		expect(merged(records({}, other, {}, other, {}))).toEqual([
			[2, 0],
			[3, 1],
			[4, 0],
		]);
	});

	it('may come from one item', () => {
		expect(merged(records({ itemIndex: 5 }, { itemIndex: 5 }))).toEqual([[5, 5]]);
	});

	it.each([undefined, null, 'text', []])(
		'may have %j for IDs, when nobody checked',
		(vendorIds) => {
			expect(merged(records({ vendorIds }, { vendorIds }))).toEqual([[1, 0]]);
		},
	);
});

it('50,000 records are compared in a moment', () => {
	const many = records(...Array<object>(50_000).fill({}));
	many.forEach((record, n) => (record.vendorIds = { message_id: `msg-${n}` }));

	expect(merged(many)).toEqual([]);
});
