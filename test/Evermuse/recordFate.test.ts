import { EVERMUSE } from '../../nodes/Evermuse/advice';
import { accept, fail, failAll, reject } from '../../nodes/Evermuse/logic/recordFate';
import { failureOf } from '../../nodes/shared/logic/readReply';
import { aPackedRecord } from '../support/aPackedRecord';

const failure = failureOf(EVERMUSE, 'SERVER_FAULT', 'unsure', 'It broke', { status: 500 });

describe('A record', () => {
	it('that was accepted says where, and which it is', () => {
		expect(accept(aPackedRecord(7), 'b1')).toEqual({
			itemIndex: 7,
			ok: true,
			json: {
				status: 'accepted',
				batchId: 'b1',
				_type: 'message',
				_vendor_ids: { message_id: 'msg-7' },
			},
		});
	});

	it.each([
		['nothing', {}, 'it gave no reason', 'it gave no reason'],
		['a code', { code: 'DUPLICATE' }, 'it gave no reason', 'DUPLICATE: it gave no reason'],
		['a message', { message: 'Twice' }, 'Twice', 'Twice'],
		['both', { code: 'DUPLICATE', message: 'Twice' }, 'Twice', 'DUPLICATE: Twice'],
	])('that was rejected with %s has that as reason', (_what, error, reason, issue) => {
		expect(reject(aPackedRecord(7), error, { batchId: 'b1', position: 3 })).toEqual({
			itemIndex: 7,
			ok: false,
			failure: {
				outcome: 'rejected',
				code: 'REJECTED',
				message: `Evermuse rejected this record: ${reason}`,
				...EVERMUSE.advice.REJECTED,
				batchId: 'b1',
				position: 3,
				issues: [{ path: '', message: issue }],
			},
		});
	});

	it('that failed has the failure as it is', () => {
		expect(fail(aPackedRecord(7), failure)).toEqual({ itemIndex: 7, ok: false, failure });
	});
});

it('The records of a request that failed share its failure, each with its place', () => {
	expect(failAll([aPackedRecord(7), aPackedRecord(9)], failure)).toEqual([
		{ itemIndex: 7, ok: false, failure: { ...failure, position: 0 } },
		{ itemIndex: 9, ok: false, failure: { ...failure, position: 1 } },
	]);
});
