import { uniq } from 'lodash';
import { inOrder } from '../../shared/logic/inOrder';
import type { ItemResult } from '../../shared/logic/itemResult';
import { failureOf } from '../../shared/logic/readReply';
import type { FailedOutcome, Failure, Send } from '../../shared/logic/reply';
import type { EvermuseCode } from '../advice';
import { EVERMUSE } from '../advice';
import type { BatchStatus } from '../schemas/batchStatus';
import type { Clock, Waited, WaitPlan } from './waitForBatch';
import { waitForBatch } from './waitForBatch';

/** How many batches are asked for side by side. */
const POLLERS = 4;

/** A batch that is processed, or why it is not known to be. */
export type BatchFate = { ok: true; batch: BatchStatus } | { ok: false; failure: Failure };

/**
 * Waits until Evermuse has processed what it accepted.
 *
 * @returns the fate of each batch by its ID
 */
export async function awaitBatches(
	results: readonly ItemResult[],
	get: Send<string, BatchStatus>,
	plan: WaitPlan,
	clock: Clock,
): Promise<Map<string, BatchFate>> {
	const batchIds = uniq(results.flatMap((result) => batchIdOf(result) ?? []));
	const fates = new Map<string, BatchFate>();
	await inOrder(batchIds, POLLERS, async (batchId) => {
		fates.set(batchId, fateAfterWait(await waitForBatch(batchId, get, plan, clock), batchId));
	});
	return fates;
}

/** The fate of each record, now that the fate of its batch is known: with it, it has failed. */
export const settleAfterWait = (
	results: readonly ItemResult[],
	fates: ReadonlyMap<string, BatchFate>,
): ItemResult[] =>
	results.map((result) => {
		const fate = fates.get(batchIdOf(result) ?? '');
		return !fate || fate.ok ? result : { ...fate, itemIndex: result.itemIndex };
	});

const batchIdOf = (result: ItemResult): string | undefined =>
	result.ok ? String(result.json.batchId) : undefined;

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
