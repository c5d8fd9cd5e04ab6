import { uniq } from 'lodash';
import type { SentBatch } from './deliverBatch';

/** What is told of a request, without the records in it. */
export interface SentSummary extends Omit<SentBatch, 'records'> {
	recordCount: number;
	/** The input items that its records came from. */
	items: number[];
}

export const summarizeSent = ({ records, ...sent }: SentBatch): SentSummary => ({
	...sent,
	recordCount: records.length,
	items: uniq(records.map(({ itemIndex }) => itemIndex)),
});
