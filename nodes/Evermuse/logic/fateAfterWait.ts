import { failureOf } from '../../shared/logic/readReply';
import type { FailedOutcome, Failure } from '../../shared/logic/reply';
import type { EvermuseCode } from '../advice';
import { EVERMUSE } from '../advice';
import type { BatchStatus } from '../schemas/batchStatus';
import { isFinished } from './batchState';
import type { Waited } from './batchWait';

/** A batch that is processed, or why it is not known to be. */
export type BatchFate = { ok: true; batch: BatchStatus } | { ok: false; failure: Failure };

/** What a wait says of the batch. */
export function fateAfterWait(waited: Waited, batchId: string): BatchFate {
	const fail = (
		code: EvermuseCode,
		outcome: FailedOutcome,
		message: string,
		known: Partial<Failure> = {},
	): BatchFate => ({
		ok: false,
		failure: failureOf(EVERMUSE, code, outcome, message, { batchId, ...known }),
	});

	if (waited.kind === 'refused')
		return { ok: false, failure: { ...waited.reply.failure, batchId } };
	if (waited.kind === 'cancelled') {
		return fail(
			'CANCELLED',
			'unsure',
			`The workflow was stopped while waiting for batch ${batchId}`,
		);
	}
	if (waited.kind === 'ranOut') {
		const state = waited.last ? stateOf(waited.last) : 'could not be asked for';
		return fail(
			'UNCONFIRMED',
			'unsure',
			`Batch ${batchId} ${state} after the longest wait allowed`,
			{
				description:
					"Evermuse has the batch. Raise 'Wait Limit', or look at it later with Evermuse Batch Status and this batch ID.",
			},
		);
	}
	const { batch } = waited;
	return batch.status === 'COMPLETE'
		? { ok: true, batch }
		: fail(
				'BATCH_FAILED',
				'rejected',
				`Evermuse could not process batch ${batchId} (${batch.status})`,
			);
}

/** What a batch that is not done is still at. One that is complete waits for its files. */
const stateOf = (batch: BatchStatus): string =>
	isFinished(batch) ? 'is still fetching its files' : `is still ${batch.status}`;
