import type { IExecuteFunctions } from 'n8n-workflow';
import { originKey, recallEarlierTries } from '../shared/logic/earlierTries';
import type { FailedItem } from '../shared/logic/itemResult';
import { isFailed } from '../shared/logic/itemResult';
import { EVERMUSE } from './advice';

/**
 * What n8n's Retry On Fail must not forget of earlier tries, for a file: not each record, which may be
 * a million, but how far its sending got. A record up to there is not provably unsent.
 *
 * @param reach the last record of each item that Evermuse has or may have after this try
 * @param failed what this try says
 * @returns the same, true of all tries together
 */
export function rememberReach(
	context: IExecuteFunctions,
	reach: ReadonlyMap<number, number>,
	failed: readonly FailedItem[],
): FailedItem[] {
	if (!context.getNode().retryOnFail) return [...failed];
	const memory = context.getContext('node');
	const run = `reach${context.getWorkflowDataProxy(0).$runIndex}`;
	const earlier = new Map((memory[run] ?? []) as Array<[number, number]>);
	const mayBeThere = failed.filter(
		({ itemIndex, recordIndex = 0 }) => recordIndex <= (earlier.get(itemIndex) ?? -1),
	);
	const farthest = new Map(earlier);
	for (const [item, last] of reach) farthest.set(item, Math.max(last, earlier.get(item) ?? 0));
	memory[run] = [...farthest];
	const keys = new Set(mayBeThere.map(originKey));
	return recallEarlierTries(failed, keys, EVERMUSE.advice.UNCONFIRMED.description).filter(isFailed);
}
