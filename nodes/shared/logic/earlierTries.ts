import type { ItemResult } from './itemResult';
import { isFailed } from './itemResult';

/** The input items of which the service has something, or may have. */
export const itemsThatMayBeThere = (results: readonly ItemResult[]): number[] =>
	results
		.filter((result) => !isFailed(result) || result.failure.outcome === 'unsure')
		.map(({ itemIndex }) => itemIndex);

/**
 * What a try says, in the light of earlier ones: an item that may be there already is not provably
 * unsent, and a refusal of this try does not undo it.
 *
 * @param mayBeThere the items of earlier tries
 * @param description what to do about such an item
 */
export const recallEarlierTries = (
	results: readonly ItemResult[],
	mayBeThere: ReadonlySet<number>,
	description: string,
): ItemResult[] =>
	results.map((result) => {
		if (!isFailed(result) || !mayBeThere.has(result.itemIndex)) return result;
		const { outcome, status, batchId } = result.failure;
		// A record that an answer names is rejected for good; one that our own check found was never sent.
		const wasRefusedAsAWhole =
			outcome === 'rejected' && status !== undefined && batchId === undefined;
		return outcome === 'notSent' || wasRefusedAsAWhole
			? { ...result, failure: { ...result.failure, outcome: 'unsure', description } }
			: result;
	});
