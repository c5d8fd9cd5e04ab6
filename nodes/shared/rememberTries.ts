import { union } from 'lodash';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { ItemResult } from './logic/itemResult';
import { recallEarlierTries, whatMayBeThere } from './logic/earlierTries';

/**
 * n8n's Retry On Fail runs the whole node again, and shows only what the last try says. What an
 * earlier one sent stays sent, so it is kept in the node's context, which lives as long as the
 * execution, for each run of a loop apart.
 *
 * @param description what to do about an item that may be there
 * @returns the results, true of all tries together
 */
export function rememberTries(
	context: IExecuteFunctions,
	results: readonly ItemResult[],
	description: string,
): ItemResult[] {
	if (!context.getNode().retryOnFail) return [...results];
	const memory = context.getContext('node');
	const run = `mayBeThere${context.getWorkflowDataProxy(0).$runIndex}`;
	const earlier = (memory[run] ?? []) as string[];
	memory[run] = union(earlier, whatMayBeThere(results));
	return recallEarlierTries(results, new Set(earlier), description);
}
