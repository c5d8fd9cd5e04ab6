import { settleBatch } from '../../nodes/Evermuse/logic/settleBatch';
import type { Receipt } from '../../nodes/Evermuse/schemas/receipt';
import type { Failure } from '../../nodes/shared/logic/reply';
import { somePackedRecords } from '../support/aPackedRecord';

const batchOf = (count: number) => ({ records: somePackedRecords(count), bytes: 100 });

const error = (index: number) => ({
	index,
	code: 'VALIDATION_ERROR',
	message: `_tags of ${index} is wrong`,
});

/** The fate of each record of a batch, in a letter: accepted, rejected or unsure. */
const fates = (count: number, receipt: Omit<Receipt, 'batchId'>) =>
	settleBatch(batchOf(count), { kind: 'done', body: { batchId: 'b1', ...receipt } })
		.map((result) => (result.ok ? 'a' : result.failure.outcome[0]))
		.join('');

describe('The records of a batch', () => {
	it.each<[string, number, Omit<Receipt, 'batchId'>, string]>([
		['all accepted', 3, { acceptedCount: 3, rejectedCount: 0 }, 'aaa'],
		[
			'all accepted, with an empty list',
			1,
			{ acceptedCount: 1, rejectedCount: 0, errors: [] },
			'a',
		],
		[
			'one rejected and named',
			3,
			{ acceptedCount: 2, rejectedCount: 1, errors: [error(1)] },
			'ara',
		],
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
			'more rejected than named',
			4,
			{ acceptedCount: 2, rejectedCount: 2, errors: [error(1)] },
			'uruu',
		],
		['some rejected, none named', 2, { acceptedCount: 1, rejectedCount: 1 }, 'uu'],
		[
			'more named than rejected',
			3,
			{ acceptedCount: 2, rejectedCount: 1, errors: [error(0), error(1)] },
			'rru',
		],
		['counts below their number', 3, { acceptedCount: 2, rejectedCount: 0 }, 'uuu'],
		['counts above their number', 2, { acceptedCount: 3, rejectedCount: 0 }, 'uu'],
		['no count at all', 2, { acceptedCount: 0, rejectedCount: 0 }, 'uu'],
		[
			'counts that do not add up, and one named',
			3,
			{ acceptedCount: 3, rejectedCount: 1, errors: [error(2)] },
			'uur',
		],
		[
			'none rejected, but one named',
			2,
			{ acceptedCount: 2, rejectedCount: 0, errors: [error(0)] },
			'uu',
		],
		[
			'an index behind the end',
			2,
			{ acceptedCount: 1, rejectedCount: 1, errors: [error(2)] },
			'uu',
		],
		[
			'an index before the start',
			2,
			{ acceptedCount: 1, rejectedCount: 1, errors: [error(-1)] },
			'uu',
		],
		['half an index', 2, { acceptedCount: 1, rejectedCount: 1, errors: [error(0.5)] }, 'uu'],
		[
			'an impossible index beside a good one',
			2,
			{ acceptedCount: 1, rejectedCount: 1, errors: [error(9), error(0)] },
			'ra',
		],
	])('after an answer with %s: of %i', (_what, count, receipt, expected) => {
		expect(fates(count, receipt)).toBe(expected);
	});

	const body: Receipt = {
		batchId: 'b1',
		acceptedCount: 1,
		rejectedCount: 1,
		errors: [error(1)],
	};

	it('carry what was accepted, where, and for which item', () => {
		const [accepted] = settleBatch(batchOf(2), { kind: 'done', body });

		expect(accepted).toEqual({
			itemIndex: 0,
			ok: true,
			json: {
				status: 'accepted',
				batchId: 'b1',
				_type: 'message',
				_vendor_ids: { message_id: 'msg-0' },
			},
		});
	});

	it('carry why one was rejected', () => {
		const [, rejected] = settleBatch(batchOf(2), { kind: 'done', body });

		expect(rejected).toMatchObject({
			itemIndex: 1,
			failure: {
				outcome: 'rejected',
				code: 'REJECTED',
				message: 'Evermuse rejected this record: _tags of 1 is wrong',
				batchId: 'b1',
				position: 1,
				issues: [{ path: '', message: 'VALIDATION_ERROR: _tags of 1 is wrong' }],
			},
		});
	});

	it.each([
		['only an index', { index: 1 }, 'no reason given'],
		['a code', { index: 1, code: 'DUPLICATE' }, 'DUPLICATE: no reason given'],
		['a message', { index: 1, message: 'Twice' }, 'Twice'],
	])('that are named with %s have that as reason', (_what, named, message) => {
		const [, rejected] = settleBatch(batchOf(2), {
			kind: 'done',
			body: { ...body, errors: [named] },
		});

		expect(rejected).toMatchObject({ failure: { issues: [{ path: '', message }] } });
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
	])('that nobody knows the fate of say why', (receipt, message) => {
		const [, , last] = settleBatch(batchOf(3), {
			kind: 'done',
			body: { batchId: 'b1', ...receipt },
		});

		expect(last).toMatchObject({
			failure: { outcome: 'unsure', code: 'UNCONFIRMED', message, batchId: 'b1', position: 2 },
		});
	});

	it.each(['refused', 'tooLarge', 'busy', 'lost'] as const)(
		'share the fate of a request that is %s, each with its own place',
		(kind) => {
			const failure: Failure = {
				outcome: 'unsure',
				code: 'SERVER_FAULT',
				message: 'It broke',
				description: 'Try again.',
			};

			expect(settleBatch(batchOf(2), { kind, failure })).toEqual([
				{ itemIndex: 0, ok: false, failure: { ...failure, position: 0 } },
				{ itemIndex: 1, ok: false, failure: { ...failure, position: 1 } },
			]);
		},
	);
});
