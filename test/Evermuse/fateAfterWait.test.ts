import { fateAfterWait } from '../../nodes/Evermuse/logic/fateAfterWait';
import type { BatchStatus } from '../../nodes/Evermuse/schemas/batchStatus';
import type { Failure } from '../../nodes/shared/logic/reply';
import { aBatchStatus } from '../support/aBatchStatus';

const FAILURE: Failure = {
	outcome: 'unsure',
	code: 'SERVER_FAULT',
	message: 'It broke',
	description: 'Try again.',
};

describe('A wait', () => {
	const batch = (status: string): BatchStatus => aBatchStatus({ status });

	it('that ends with a batch that is complete has gone well', () => {
		const waited = { kind: 'finished', batch: batch('COMPLETE') } as const;

		expect(fateAfterWait(waited, 'b1')).toEqual({ ok: true, batch: batch('COMPLETE') });
	});

	it.each([
		[
			'with a batch that failed',
			{ kind: 'finished', batch: batch('FAILED') } as const,
			{
				code: 'BATCH_FAILED',
				outcome: 'rejected',
				message: 'Evermuse could not process batch b1 (FAILED)',
			},
		],
		[
			'too early',
			{ kind: 'ranOut', last: batch('LANDED') } as const,
			{
				code: 'UNCONFIRMED',
				outcome: 'unsure',
				message: 'Batch b1 is still LANDED after the longest wait allowed',
				description: expect.stringContaining("Raise 'Wait Limit'"),
			},
		],
		[
			'before its files are there',
			{ kind: 'ranOut', last: batch('COMPLETE') } as const,
			{
				code: 'UNCONFIRMED',
				outcome: 'unsure',
				message: 'Batch b1 is still fetching its files after the longest wait allowed',
				description: expect.stringContaining("Raise 'Wait Limit'"),
			},
		],
		[
			'without a single answer',
			{ kind: 'ranOut' } as const,
			{
				code: 'UNCONFIRMED',
				outcome: 'unsure',
				message: 'Batch b1 could not be asked for after the longest wait allowed',
			},
		],
		[
			'because the user stopped it',
			{ kind: 'cancelled' } as const,
			{
				code: 'CANCELLED',
				outcome: 'unsure',
				message: 'The workflow was stopped while waiting for batch b1',
			},
		],
		[
			'with a refusal',
			{ kind: 'refused', reply: { kind: 'refused', failure: FAILURE } } as const,
			FAILURE,
		],
	])('that ends %s says so, and which batch it was', (_how, waited, failure) => {
		expect(fateAfterWait(waited, 'b1')).toMatchObject({
			ok: false,
			failure: { ...failure, batchId: 'b1' },
		});
	});
});
