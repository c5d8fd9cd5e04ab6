import type { ItemResult } from '../../shared/logic/itemResult';
import { isFailed } from '../../shared/logic/itemResult';

/**
 * What one try of the node leaves behind for the next: n8n's Retry On Fail runs the whole node again,
 * and so does the retry of a failed execution. Plain JSON, because n8n saves it with the execution.
 *
 * By the place of an item, not by its content: an expression such as `{{ $now }}` gives other content
 * on each try.
 */
export interface SentLedger {
	/** n8n's number of the run. Each round of a loop and each incoming branch is a run of its own. */
	run: number;
	/** What Vambe accepted, and that of which it is unclear. */
	results: ItemResult[];
}

/** Whether it is unclear if Vambe has it. */
export const isUnsure = (result: ItemResult): boolean =>
	isFailed(result) && result.failure.outcome === 'unsure';

/** What earlier tries of this run left behind; nothing if it was another run that did. */
export const earlierResults = (
	ledger: SentLedger | undefined,
	run: number | undefined,
): ItemResult[] => (ledger && ledger.run === run ? ledger.results : []);

/**
 * What became of events in all tries together. What Vambe accepted or may have accepted in an earlier
 * one, no failure of this one undoes.
 *
 * @param results of this try
 */
export function addEarlierTries(
	results: readonly ItemResult[],
	earlier: readonly ItemResult[],
): ItemResult[] {
	const byItem = new Map(earlier.map((result) => [result.itemIndex, result]));
	return results.map((result) => {
		const before = byItem.get(result.itemIndex);
		if (!before || !isFailed(result)) return result;
		if (!isFailed(before)) return before;
		const attempts = (before.failure.attempts ?? 0) + (result.failure.attempts ?? 0);
		return { ...before, failure: { ...before.failure, attempts } };
	});
}

/**
 * What to leave behind for another try.
 *
 * @param run `undefined` if no number tells another try of the same run
 * @returns `undefined` if nothing failed: then n8n has no reason to run the node again
 */
export function toLedger(
	results: readonly ItemResult[],
	run: number | undefined,
): SentLedger | undefined {
	if (run === undefined || !results.some(isFailed)) return undefined;
	return { run, results: results.filter((result) => result.ok || isUnsure(result)) };
}
