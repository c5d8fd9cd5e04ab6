import type { ItemResult } from '../../shared/logic/itemResult';
import { isFailed } from '../../shared/logic/itemResult';

/** Where a limit ended the run, the next question is how far it came. */
export function sayHowManyWereAccepted(results: readonly ItemResult[]): ItemResult[] {
	const accepted = results.filter(({ ok }) => ok).length;
	return results.map((result) => {
		if (!isFailed(result) || result.failure.code !== 'RATE_LIMITED') return result;
		const message = `${result.failure.message}; ${accepted} of ${results.length} events were accepted`;
		return { ...result, failure: { ...result.failure, message } };
	});
}
