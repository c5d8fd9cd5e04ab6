import type { FailedItem, ItemResult } from '../../shared/logic/itemResult';
import { isFailed } from '../../shared/logic/itemResult';
import { notSentBecause } from '../../shared/logic/notSentBecause';
import { failureOf, stopsEverything } from '../../shared/logic/readReply';
import type { Failure } from '../../shared/logic/reply';
import { VAMBE } from '../advice';

/** Ends a run early, once going on is pointless or unwanted. */
export interface Brake {
	/** Whether no further item may be begun. */
	isOn(): boolean;
	/** Looks at what became of an item, and hands it on. */
	watch(results: ItemResult[]): ItemResult[];
	/** The fate of an item that was not begun any more. */
	notBegun(itemIndex: number): FailedItem;
}

/**
 * @param stopAtFirst whether any failure ends the run, as n8n does by default
 * @param isCancelled whether the user pressed Stop
 */
export function createBrake(stopAtFirst: boolean, isCancelled: () => boolean): Brake {
	let pulledBy: Failure | undefined;
	return {
		isOn: () => pulledBy !== undefined || isCancelled(),
		watch(results) {
			const failure = results.find(isFailed)?.failure;
			if (failure && (stopAtFirst || stopsEverything(failure))) pulledBy ??= failure;
			return results;
		},
		notBegun(itemIndex) {
			const failure = pulledBy ? notSentBecause(VAMBE, pulledBy) : cancelled();
			return { itemIndex, ok: false, failure };
		},
	};
}

const cancelled = (): Failure =>
	failureOf(VAMBE, 'CANCELLED', 'notSent', 'The workflow was stopped before this item was sent');
