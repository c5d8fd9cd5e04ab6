import { sortBy } from 'lodash';
import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { isTool } from './isTool';
import type { FailedItem, ItemResult } from './logic/itemResult';
import { headline, isFailed } from './logic/itemResult';
import { OUTCOME_WORDS } from './logic/outcomeWords';
import type { FailedOutcome, Failure } from './logic/reply';

/**
 * The only throw. Does nothing when the user chose to continue on errors: then the failures are
 * output items.
 *
 * @param results the fates of all items, so that the error can say what became of each
 * @param whereabouts says in a sentence where what was accepted can be found
 */
export function stopAtFailure(
	context: IExecuteFunctions,
	results: readonly ItemResult[],
	whereabouts?: () => string,
): void {
	// What was not sent only because another one failed is not what the user wants to read about.
	const isAftermath = ({ failure }: FailedItem) => failure.code === 'NOT_SENT';
	const [first] = sortBy(results.filter(isFailed), [isAftermath, 'itemIndex', 'recordIndex']);
	if (!first || context.continueOnFail()) return;

	const { failure, itemIndex } = first;
	const description = [failure.description, tally(results), whereabouts?.()]
		.filter(Boolean)
		.join(' ');
	const options = {
		// Of a tool's error, n8n passes nothing but the message on to the model.
		...(isTool(context)
			? { message: `${headline(first)}. ${description}` }
			: { message: headline(first), description }),
		itemIndex,
		failure: declaredCause(failure),
	};
	throw failure.status === undefined
		? new NodeOperationError(context.getNode(), options.message, options)
		: new NodeApiError(context.getNode(), {}, { ...options, httpCode: String(failure.status) });
}

const declaredCause = ({ cause, retryAfterSeconds }: Failure) =>
	cause === 'rate-limited' && retryAfterSeconds !== undefined
		? { cause, retryAfterMs: retryAfterSeconds * 1_000 }
		: cause && { cause };

/** What became of the others, in a sentence; nothing if there are none. */
function tally(results: readonly ItemResult[]): string {
	if (results.length < 2) return '';
	const count = (outcome: FailedOutcome) =>
		results.filter((result) => isFailed(result) && result.failure.outcome === outcome).length;
	const outcomes = (Object.keys(OUTCOME_WORDS) as FailedOutcome[])
		.filter((outcome) => count(outcome) > 0)
		.map((outcome) => `${count(outcome)} ${OUTCOME_WORDS[outcome]}`);
	const accepted = results.length - results.filter(isFailed).length;
	return `Of ${results.length}: ${[`${accepted} accepted`, ...outcomes].join(', ')}.`;
}
