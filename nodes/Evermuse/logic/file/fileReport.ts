import { sumBy, uniq } from 'lodash';
import { isFailed } from '../../../shared/logic/itemResult';
import type { Waited } from '../batchWait';
import type { Delivery } from '../deliverBatch';
import { fail } from '../recordFate';
import type { AcceptedPart } from '../settleAfterWait';
import { acceptedParts, failureAfterWait, batchesToAwait } from '../settleAfterWait';
import type { SentSummary } from '../summarizeSent';
import { summarizeSent } from '../summarizeSent';
import { FailureList } from './failureList';

/** What is kept of a run that submits files: something for each request, nothing for each record. */
export class FileReport {
	readonly sent: SentSummary[] = [];

	readonly failures = new FailureList();

	/** The last record of each item that Evermuse has or may have. */
	readonly reach = new Map<number, number>();

	private accepted: AcceptedPart[] = [];

	/** Takes in a delivery, of which no results are left then: for a million, V8 would keep 100 MB. */
	add(delivery: Delivery): void {
		this.sent.push(...delivery.sent.map(summarizeSent));
		this.accepted.push(...acceptedParts(delivery));
		for (const result of delivery.results) {
			if (isFailed(result)) this.failures.add(result);
			if (!isFailed(result) || result.failure.outcome === 'unsure') {
				const { itemIndex, recordIndex = 0 } = result;
				this.reach.set(itemIndex, Math.max(this.reach.get(itemIndex) ?? 0, recordIndex));
			}
		}
		delivery.results.length = 0;
	}

	/** How many records were accepted. */
	acceptedCount(): number {
		return sumBy(this.accepted, 'count');
	}

	/** The batches that accepted records. */
	batchIds(): string[] {
		return uniq(this.accepted.map(({ batchId }) => batchId));
	}

	/** The batches that must be processed before all that was accepted is. */
	batchesToAwait(): string[] {
		return batchesToAwait(this.accepted);
	}

	/** Takes in how the waits for the batches ended: what a failed batch accepted has failed. */
	settle(waits: ReadonlyMap<string, Waited>): void {
		this.accepted = this.accepted.filter(({ keepers, first, count }) => {
			const failure = failureAfterWait(keepers, waits);
			if (failure) this.failures.add({ ...fail(first, failure), count });
			return !failure;
		});
	}
}
