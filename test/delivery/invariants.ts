import { setImmediate } from 'node:timers/promises';
import { difference, intersection, range, sum, uniq } from 'lodash';
import type { ReceivedRequest, Traffic } from '../../sandbox/ledger';
import type { Claims } from './claims';

/** What the service knows by its own ledger. Items are input items, by their index. */
export interface Truth {
	/** How many items the node got. */
	items: number;
	/** Of which items it keeps something: once for each time it keeps it. */
	committed: number[];
	/** Those of them that it keeps by a request of this attempt or of an earlier one. */
	committedNow: number[];
}

/**
 * What must hold of an attempt whatever went wrong: every input has one outcome, and it is true.
 *
 * An attempt answers for its own requests and for those of the attempts of Retry On Fail before it.
 *
 * @returns what does not hold, in sentences
 */
export function brokenClaims(claims: Claims, truth: Truth): string[] {
	const { counts, items } = claims;
	const committed = uniq(truth.committed);
	const committedNow = uniq(truth.committedNow);
	const held: Held[] = [
		['the outcomes add up to the inputs', sum(Object.values(counts)) === truth.items],
		['the inputs are all there', claims.total === truth.items],
		['no more is accepted than was committed', counts.accepted <= committed.length],
		[
			'no more was committed than is accepted or unsure',
			committedNow.length <= counts.accepted + counts.unsure,
		],
		['nothing is committed twice', committed.length === truth.committed.length],
	];
	if (items) {
		const all = Object.values(items).flat();
		const refused = [...items.rejected, ...items.notSent];
		held.push(
			['every input has one outcome', difference(range(truth.items), all).length === 0],
			['no input has two outcomes', uniq(all).length === all.length],
			['what is accepted was committed', difference(items.accepted, committed).length === 0],
			[
				'what is rejected or not sent was not committed',
				intersection(refused, committedNow).length === 0,
			],
			[
				'what was committed is accepted or unsure',
				difference(committedNow, items.accepted, items.unsure).length === 0,
			],
		);
	}
	return broken(held);
}

/** How the requests of a run may be under way. */
export interface Limits {
	concurrency: number;
	/** How many TCP sockets this process had open before the run. */
	sockets: number;
}

/** What must hold of the traffic of a run, once it has come to rest. @returns what does not */
export const brokenTraffic = (
	{ inFlight, mostInFlight }: Traffic<ReceivedRequest>,
	{ concurrency, sockets }: Limits,
): string[] =>
	broken([
		[`at most ${concurrency} requests are under way`, mostInFlight <= concurrency],
		['no request is left open', inFlight === 0],
		['no socket is left open', openSockets() <= sockets],
	]);

export const openSockets = (): number =>
	process.getActiveResourcesInfo().filter((resource) => resource === 'TCPSocketWrap').length;

/** Until both ends of each connection have gone: the other end learns of it a little later. */
export async function comeToRest(
	traffic: Traffic<ReceivedRequest>,
	sockets: number,
): Promise<void> {
	for (let turn = 0; turn < MOST_TURNS; turn++) {
		if (traffic.inFlight === 0 && openSockets() <= sockets) return;
		await setImmediate();
	}
}

const MOST_TURNS = 2_000;

/** What must hold, in a sentence, and whether it does. */
export type Held = [sentence: string, holds: boolean];

export const broken = (held: Held[]): string[] =>
	held.filter(([, holds]) => !holds).map(([sentence]) => `Not so: ${sentence}`);
