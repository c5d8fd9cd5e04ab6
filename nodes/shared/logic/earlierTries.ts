import type { ItemResult, Origin } from './itemResult';
import { isFailed } from './itemResult';

/** Names what a result is about, for a memory that is kept as JSON. */
export const originKey = ({ itemIndex, recordIndex }: Origin): string =>
	recordIndex === undefined ? String(itemIndex) : `${itemIndex}.${recordIndex}`;

/** What the service has, or may have, by its origin key. */
export const whatMayBeThere = (results: readonly ItemResult[]): string[] =>
	results
		.filter((result) => !isFailed(result) || result.failure.outcome === 'unsure')
		.map(originKey);

/**
 * What a try says, in the light of earlier ones: an item that may be there already is not provably
 * unsent, and a refusal of this try does not undo it.
 *
 * @param mayBeThere origin keys, from earlier tries
 * @param description what to do about such an item
 */
export const recallEarlierTries = (
	results: readonly ItemResult[],
	mayBeThere: ReadonlySet<string>,
	description: string,
): ItemResult[] =>
	results.map((result) => {
		if (!isFailed(result) || !mayBeThere.has(originKey(result))) return result;
		const { outcome, status, batchId } = result.failure;
		// A record that an answer names is rejected for good; one that our own check found was never sent.
		const wasRefusedAsAWhole =
			outcome === 'rejected' && status !== undefined && batchId === undefined;
		return outcome === 'notSent' || wasRefusedAsAWhole
			? { ...result, failure: { ...result.failure, outcome: 'unsure', description } }
			: result;
	});
