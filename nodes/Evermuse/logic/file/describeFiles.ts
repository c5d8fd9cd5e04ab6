import { partition, sumBy } from 'lodash';
import type { FailedItem } from '../../../shared/logic/itemResult';
import { OUTCOME_WORDS } from '../../../shared/logic/outcomeWords';

/** How many places a sentence names before it only counts the rest. */
const NAMED = 10;

/**
 * What became of all records that were read, in a sentence; nothing if none was.
 *
 * @param good how many did not fail, and what they are instead
 * @param failed the others
 */
export function describeCounts(
	[goodCount, goodWord]: [count: number, word: string],
	failed: readonly FailedItem[],
): string {
	const counts: Array<[count: number, word: string]> = [[goodCount, goodWord]];
	for (const [outcome, word] of Object.entries(OUTCOME_WORDS)) {
		const these = failed.filter(({ failure }) => failure.outcome === outcome);
		const count = sumBy(these, ({ count = 1 }) => count);
		if (count > 0) counts.push([count, word]);
	}
	const all = sumBy(counts, ([count]) => count);
	const written = counts.map(([count, word]) => `${count.toLocaleString('en-US')} ${word}`);
	return all > 0 ? `Of ${all.toLocaleString('en-US')} records: ${written.join(', ')}.` : '';
}

/** Where else something failed, in a sentence; nothing if it is nowhere. */
export function describePlaces(failed: readonly FailedItem[]): string {
	if (failed.length === 0) return '';
	const more = failed.length > NAMED ? ' and others' : '';
	return `Failed, too: ${failed.slice(0, NAMED).map(placeOf).join(', ')}${more}.`;
}

/** From where on files were not read, because the run had to end, in a sentence or two. */
export const describeRest = (ended: readonly FailedItem[]): string => {
	const [maybeSent, notSent] = partition(ended, ({ failure }) => failure.outcome === 'unsure');
	const say = (what: string, these: readonly FailedItem[]) =>
		these.length > 0 ? `${what}: ${these.map((one) => `from ${placeOf(one)} on`).join(', ')}.` : '';
	return [
		say('Not read and not sent', notSent),
		say('Not read in this try, but perhaps sent in an earlier one', maybeSent),
	]
		.filter(Boolean)
		.join(' ');
};

function placeOf({ itemIndex, line, recordIndex }: FailedItem): string {
	if (recordIndex === undefined) return `item ${itemIndex}`;
	return `${line === undefined ? `record ${recordIndex}` : `line ${line}`} of item ${itemIndex}`;
}
