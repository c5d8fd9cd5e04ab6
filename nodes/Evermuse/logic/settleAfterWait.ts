import { uniq } from 'lodash';
import type { ItemResult } from '../../shared/logic/itemResult';
import type { Failure } from '../../shared/logic/reply';
import type { Delivery } from './deliverBatch';
import { fateAfterWait } from './fateAfterWait';
import { keepersOf } from './keepersOf';
import type { Waited } from './batchWait';
import { fail } from './recordFate';

/** The batches that must be processed before all that was accepted is. */
export const batchesToAwait = (deliveries: readonly Delivery[]): string[] =>
	uniq(
		deliveries.flatMap(({ sent, results }) => {
			const keepers = keepersOf(sent);
			const accepting = uniq(results.flatMap((result) => batchIdOf(result) ?? []));
			return accepting.flatMap((batchId) => keepers.get(batchId) ?? []);
		}),
	);

/**
 * The fate of each record, now that it is known how the waits for the batches ended: one that was
 * accepted has failed when a batch that may keep it has.
 *
 * @param waits by the batch's ID; none of a batch that was not waited for
 */
export const settleAfterWait = (
	deliveries: readonly Delivery[],
	waits: ReadonlyMap<string, Waited>,
): ItemResult[] =>
	deliveries.flatMap(({ sent, results }) => {
		const failures = new Map<string, Failure>();
		for (const [batchId, keepers] of keepersOf(sent)) {
			const failure = firstFailure(keepers, waits);
			if (failure) failures.set(batchId, failure);
		}
		return results.map((result): ItemResult => {
			const failure = failures.get(batchIdOf(result) ?? '');
			return failure ? fail(result, failure) : result;
		});
	});

/** Why a record that one of these batches keeps is not known to be processed, if it is not. */
function firstFailure(
	batchIds: readonly string[],
	waits: ReadonlyMap<string, Waited>,
): Failure | undefined {
	const failures = batchIds.flatMap((batchId) => {
		const waited = waits.get(batchId);
		const fate = waited && fateAfterWait(waited, batchId);
		return fate && !fate.ok ? fate.failure : [];
	});
	const final = failures.find(({ code }) => code === 'BATCH_FAILED');
	if (final) return final;
	// That Evermuse does not say how far a batch is undoes nothing of what it accepted.
	return failures.length > 0 ? { ...failures[0], outcome: 'unsure' } : undefined;
}

const batchIdOf = (result: ItemResult): string | undefined =>
	result.ok ? String(result.json.batchId) : undefined;
