import { partition, sortBy } from 'lodash';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { FailedItem } from '../shared/logic/itemResult';
import { stopAtFailure } from '../shared/stopAtFailure';
import { describePlaces, describeRest } from './logic/file/describeFiles';

/**
 * Ends the run at the first failure, unless the user chose to continue on errors.
 *
 * @param counts what became of all records, in a sentence: there may be too many to hand them over
 */
export function stopAtFirstOf(
	context: IExecuteFunctions,
	failed: readonly FailedItem[],
	counts: string,
): void {
	// What was not sent only because another one failed is not what the user wants to read about.
	const isAftermath = ({ failure, count }: FailedItem) =>
		failure.code === 'NOT_SENT' || (count === 0 && failure.code !== 'UNREADABLE_FILE');
	const [first, ...others] = sortBy(failed, [isAftermath, 'itemIndex', 'recordIndex']);
	if (!first) return;
	const [aftermath, causes] = partition(others, isAftermath);
	const rest = describeRest(aftermath.filter(({ count }) => count === 0));
	const sentences = [counts, describePlaces(causes), rest];
	stopAtFailure(context, [first], () => sentences.filter(Boolean).join(' '));
}
