import { uniq } from 'lodash';
import type { ItemResult, Origin } from '../../shared/logic/itemResult';
import type { Failure } from '../../shared/logic/reply';
import type { Delivery } from './deliverBatch';
import { fateAfterWait } from './fateAfterWait';
import { keepersOf } from './keepersOf';
import type { Waited } from './batchWait';
import { fail, originOf } from './recordFate';

/** The records of a delivery that one batch accepted. */
export interface AcceptedPart {
	batchId: string;
	/** The batches that may keep them. */
	keepers: string[];
	/** The first of them. */
	first: Origin;
	count: number;
}

export function acceptedParts({ sent, results }: Delivery): AcceptedPart[] {
	const keepers = keepersOf(sent);
	const parts = new Map<string, AcceptedPart>();
	for (const result of results) {
		const batchId = batchIdOf(result);
		if (batchId === undefined) continue;
		const part = parts.get(batchId);
		if (part) part.count++;
		else {
			const first = originOf(result);
			parts.set(batchId, { batchId, keepers: keepers.get(batchId) ?? [], first, count: 1 });
		}
	}
	return [...parts.values()];
}

/** The batches that must be processed before all that was accepted is. */
export const batchesToAwait = (parts: readonly AcceptedPart[]): string[] =>
	uniq(parts.flatMap(({ keepers }) => keepers));

/**
 * The fate of each record, now that it is known how the waits for the batches ended: one that was
 * accepted has failed when a batch that may keep it has.
 *
 * @param parts what was accepted of these records
 * @param waits by the batch's ID; none of a batch that was not waited for
 */
export function settleAfterWait(
	results: readonly ItemResult[],
	parts: readonly AcceptedPart[],
	waits: ReadonlyMap<string, Waited>,
): readonly ItemResult[] {
	const failures = new Map<string, Failure>();
	for (const { batchId, keepers } of parts) {
		const failure = failureAfterWait(keepers, waits);
		if (failure) failures.set(batchId, failure);
	}
	if (failures.size === 0) return results;
	return results.map((result) => {
		const failure = failures.get(batchIdOf(result) ?? '');
		return failure ? fail(result, failure) : result;
	});
}

/** Why a record that one of these batches keeps is not known to be processed, if it is not. */
export function failureAfterWait(
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
