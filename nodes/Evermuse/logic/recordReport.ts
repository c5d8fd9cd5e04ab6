import { sumBy } from 'lodash';
import type { ItemResult } from '../../shared/logic/itemResult';
import type { Waited } from './batchWait';
import type { Delivery } from './deliverBatch';
import type { AcceptedPart } from './settleAfterWait';
import { acceptedParts, batchesToAwait, settleAfterWait } from './settleAfterWait';
import type { SentSummary } from './summarizeSent';
import { summarizeSent } from './summarizeSent';

interface Delivered {
	sent: SentSummary[];
	accepted: AcceptedPart[];
	results: readonly ItemResult[];
}

/** What is kept of a run that submits items: the fate of each record, but not the record. */
export class RecordReport {
	/** By the place of their batch in the order. */
	private readonly deliveries: Delivered[] = [];

	add({ sent, results }: Delivery, index: number): void {
		const accepted = acceptedParts({ sent, results });
		this.deliveries[index] = { sent: sent.map(summarizeSent), accepted, results };
	}

	sent(): SentSummary[] {
		return this.deliveries.flatMap(({ sent }) => sent);
	}

	/** How many records were accepted. */
	acceptedCount(): number {
		return sumBy(this.accepted(), 'count');
	}

	/** The batches that must be processed before all that was accepted is. */
	batchesToAwait(): string[] {
		return batchesToAwait(this.accepted());
	}

	/** The fate of each record, given how the waits for the batches ended. */
	results(waits: ReadonlyMap<string, Waited>): ItemResult[] {
		return this.deliveries.flatMap(({ results, accepted }) =>
			settleAfterWait(results, accepted, waits),
		);
	}

	private accepted(): AcceptedPart[] {
		return this.deliveries.flatMap(({ accepted }) => accepted);
	}
}
