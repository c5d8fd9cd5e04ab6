import type { INodeType } from 'n8n-workflow';
import type { ReceivedRequest, Traffic } from '../../sandbox/ledger';
import type { NodeRun, NodeSetup } from '../support/runNode';
import { runNode } from '../support/runNode';
import type { Attempt } from './attempts';
import { withAttempts } from './attempts';
import type { Claims } from './claims';
import { claimsOf, outcomeOf } from './claims';
import { endStuckRequests } from './endStuckRequests';
import type { Handling } from './handlings';
import { settingsOf } from './handlings';
import type { Truth } from './invariants';
import { broken, brokenClaims, brokenTraffic, comeToRest, openSockets } from './invariants';

export interface DeliveryRun extends NodeRun {
	attempts: Attempt[];
	/** Which of the things that must always hold do not. */
	broken: string[];
}

/** A service's own ledger, and how to read it. */
export interface Witness {
	traffic: Traffic<ReceivedRequest>;
	/** How many requests may be under way. */
	concurrency: number;
	/** What somebody else got, who should get nothing. */
	elsewhere(): readonly unknown[];
	/** What the service knows of an attempt that says this. */
	truthOf(attempts: readonly Attempt[], attempt: Attempt, claims: Claims): Truth;
	/** What of that which must hold of its requests does not. */
	brokenRequests(attempts: readonly Attempt[]): string[];
}

/** Runs a node until all has come to rest, and looks at everything that must hold. */
export async function deliver(
	node: INodeType,
	handling: Handling,
	setup: NodeSetup,
	{ traffic, concurrency, elsewhere, truthOf, brokenRequests }: Witness,
): Promise<DeliveryRun> {
	const { watched, attempts } = withAttempts(node, () => traffic.requests.length);
	const sockets = openSockets();
	const endLooking = endStuckRequests(traffic);
	const run = await runNode(watched, { ...setup, ...settingsOf(handling) }).finally(endLooking);
	await comeToRest(traffic, sockets);

	const falsehoods = attempts.flatMap((attempt) => {
		const claims = claimsOf(attempt);
		return claims ? brokenClaims(claims, truthOf(attempts, attempt, claims)) : [];
	});
	return {
		...run,
		attempts,
		broken: [
			...falsehoods,
			...brokenRequests(attempts),
			...brokenTraffic(traffic, { concurrency, sockets }),
			...broken([
				['nobody else was sent anything', elsewhere().length === 0],
				[
					'n8n runs the node again only where nothing was accepted',
					attempts.slice(0, -1).every(isAllFailed),
				],
			]),
		],
	};
}

const isAllFailed = ({ output = [] }: Attempt): boolean =>
	output.every((item) => outcomeOf(item) !== 'accepted');
