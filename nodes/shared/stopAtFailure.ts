import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { ItemResult } from './logic/itemResult';
import { headline, isFailed } from './logic/itemResult';
import type { FailedOutcome, Failure } from './logic/reply';

const WORDS: Record<FailedOutcome, string> = {
	rejected: 'rejected',
	notSent: 'not sent',
	unsure: 'unclear',
};

/**
 * The only throw. Does nothing when the user chose to continue on errors: then the failures are
 * output items.
 *
 * @param results the fates of all items, so that the error can say what became of each
 */
export function stopAtFailure(context: IExecuteFunctions, results: readonly ItemResult[]): void {
	const first = results.filter(isFailed).sort((a, b) => a.itemIndex - b.itemIndex)[0];
	if (!first || context.continueOnFail()) return;

	const { failure, itemIndex } = first;
	const options = {
		message: headline(first),
		description: [failure.description, tally(results)].filter(Boolean).join(' '),
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
	const outcomes = (Object.keys(WORDS) as FailedOutcome[])
		.filter((outcome) => count(outcome) > 0)
		.map((outcome) => `${count(outcome)} ${WORDS[outcome]}`);
	const accepted = results.length - results.filter(isFailed).length;
	return `Of ${results.length}: ${[`${accepted} accepted`, ...outcomes].join(', ')}.`;
}
