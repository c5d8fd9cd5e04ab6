import type { OnError } from 'n8n-workflow';
import { ACCEPTED } from './fates';

/** What n8n does about failures: the settings On Error and Retry On Fail. */
export interface Handling {
	onError: OnError;
	/** How often n8n runs the node at most; once without Retry On Fail. */
	maxTries: number;
}

const ON_ERROR = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

/** {no retry, Retry On Fail} x {stop, continue, error output}. */
export const HANDLINGS: Handling[] = [1, 2].flatMap((maxTries) =>
	ON_ERROR.map((onError) => ({ onError, maxTries })),
);

/** The same as a node's settings, for `runNode`. */
export const settingsOf = ({ onError, maxTries }: Handling) => ({
	onError,
	retryOnFail: maxTries > 1 ? { maxTries } : undefined,
});

export const stops = ({ onError }: Handling): boolean => onError === 'stopWorkflow';

/** Whether n8n runs the node once more: after an error, or when the first item of the output failed. */
export const runsAgain = (handling: Handling, fates: readonly string[]): boolean =>
	handling.maxTries > 1 &&
	(stops(handling)
		? fates.some((fate) => fate !== ACCEPTED)
		: fates.every((fate) => fate !== ACCEPTED));
