import type { FailedOutcome } from './reply';

/** What a person reads for each outcome. */
export const OUTCOME_WORDS: Record<FailedOutcome, string> = {
	rejected: 'rejected',
	notSent: 'not sent',
	unsure: 'unclear',
};
