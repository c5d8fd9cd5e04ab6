import type { FailedItem, ItemResult } from './itemResult';
import { isFailed } from './itemResult';
import { notSentBecause } from './notSentBecause';
import type { Service } from './readReply';
import { failureOf, stopsEverything } from './readReply';
import type { Failure } from './reply';
import type { Gate } from './retry';

/** Ends a run early, once going on is pointless or unwanted. */
export interface Brake {
	/** Whether nothing further may be begun. */
	isOn(): boolean;
	/** Whether not even what was begun may be sent again: it would only be refused, or is not wanted. */
	isOver(): boolean;
	/** Looks at what became of an item, and hands it on. */
	watch(results: ItemResult[]): ItemResult[];
	/** The fate of an item that was not begun any more. */
	notBegun(itemIndex: number): FailedItem;
}

/** Lets no request through once the run is over: neither a first one nor a repeat. */
export const closedWhenOver =
	(brake: Brake): Gate =>
	() =>
		brake.isOver() ? { kind: 'refused', failure: brake.notBegun(0).failure } : undefined;

/**
 * @param stopAtFirst whether any failure ends the run, as n8n does by default
 * @param isCancelled whether the user pressed Stop
 */
export function createBrake(
	service: Service,
	stopAtFirst: boolean,
	isCancelled: () => boolean,
): Brake {
	let pulledBy: Failure | undefined;
	const cancelled = () =>
		failureOf(
			service,
			'CANCELLED',
			'notSent',
			'The workflow was stopped before this item was sent',
		);
	return {
		isOn: () => pulledBy !== undefined || isCancelled(),
		isOver: () => (pulledBy !== undefined && stopsEverything(pulledBy)) || isCancelled(),
		watch(results) {
			const failures = results.filter(isFailed).map(({ failure }) => failure);
			pulledBy ??= failures.find(stopsEverything) ?? (stopAtFirst ? failures[0] : undefined);
			return results;
		},
		notBegun(itemIndex) {
			const failure = pulledBy ? notSentBecause(service, pulledBy) : cancelled();
			return { itemIndex, ok: false, failure };
		},
	};
}
