import { inOrder } from '../../shared/logic/inOrder';
import { failureOf } from '../../shared/logic/readReply';
import type { FailedOutcome, Failure, Send } from '../../shared/logic/reply';
import type { EvermuseCode } from '../advice';
import { EVERMUSE } from '../advice';
import type { BatchStatus } from '../schemas/batchStatus';
import type { DeliveredBatch } from './deliverBatches';
import type { Clock, Waited, WaitPlan } from './waitForBatch';
import { waitForBatch } from './waitForBatch';

/** How many batches are asked for side by side. */
const POLLERS = 4;

/** A batch that is processed, or why it is not known to be. */
export type BatchFate = { ok: true; batch: BatchStatus } | { ok: false; failure: Failure };

/** Waits until Evermuse has processed what it accepted. The records of a failed batch have failed. */
export async function awaitBatches(
	delivered: readonly DeliveredBatch[],
	get: Send<string, BatchStatus>,
	plan: WaitPlan,
	clock: Clock,
): Promise<DeliveredBatch[]> {
	const waited = await inOrder(delivered, POLLERS, async (one): Promise<DeliveredBatch> => {
		if (one.reply?.kind !== 'done' || one.reply.body.acceptedCount === 0) return one;
		const { batchId } = one.reply.body;
		const fate = fateAfterWait(await waitForBatch(batchId, get, plan, clock), batchId);
		if (fate.ok) return { ...one, status: fate.batch.status };
		const { failure } = fate;
		const results = one.results.map((result, position) =>
			result.ok ? { ...result, ok: false as const, failure: { ...failure, position } } : result,
		);
		return { ...one, results };
	});
	return waited.map((one, index) => one ?? delivered[index]);
}

/** What a wait says of the batch. */
export function fateAfterWait(waited: Waited, batchId: string): BatchFate {
	const fail = (
		...[code, outcome, message, known]: [
			code: EvermuseCode,
			outcome: FailedOutcome,
			message: string,
			known?: Partial<Failure>,
		]
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
		const state = waited.last ? `is still ${waited.last.status}` : 'could not be asked for';
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
