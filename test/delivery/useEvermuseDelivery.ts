import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';
import { EvermuseIngest } from '../../nodes/Evermuse/EvermuseIngest.node';
import type { NodeRun } from '../support/runNode';
import { runNode } from '../support/runNode';
import type { Received } from '../support/misbehave';
import { answer, misbehave } from '../support/misbehave';
import { useEvermuse } from '../support/useEvermuse';
import type { Attempt } from './attempts';
import { withAttempts } from './attempts';
import { claimsOf } from './claims';
import { endStuckRequests } from './endStuckRequests';
import type { EvermuseOptions } from './evermuseInvariants';
import { brokenRequests, evermuseTruth } from './evermuseInvariants';
import { brokenClaims, brokenTraffic, comeToRest, openSockets } from './invariants';

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

export interface DeliveryRun extends NodeRun {
	attempts: Attempt[];
	/** Which of the things that must always hold do not. */
	broken: string[];
}

/** Where a run is not the usual one. */
export interface Otherwise {
	/** The local Evermuse's own unless given. */
	baseUrl?: string;
	/** Aborting it is the user's Stop button. */
	stop?: AbortSignal;
}

/**
 * Runs Evermuse Ingest against the local Evermuse, whatever faults that was told to have, and looks
 * at everything that must hold.
 */
export function useEvermuseDelivery() {
	const local = useEvermuse();
	/** Somebody else, who says yes to everything. Nobody may be sent there. */
	let stranger: { url: string; requests: Received[] };

	beforeEach(async () => {
		stranger = await misbehave(answer(202, { batchId: 'b1', acceptedCount: 1, rejectedCount: 0 }));
	});

	const deliver = async (
		items: readonly object[],
		options: EvermuseOptions,
		{ onError, maxTries }: Handling,
		{ stop, ...elsewhere }: Otherwise = {},
	): Promise<DeliveryRun> => {
		const { ledger } = local.evermuse();
		const { watched, attempts } = withAttempts(new EvermuseIngest(), () => ledger.requests.length);
		const sockets = openSockets();
		const endLooking = endStuckRequests(ledger);
		const run = await runNode(watched, {
			parameters: { recordSource: 'input', options: options as INodeParameters },
			items: items as IDataObject[],
			credentials: [local.credential(elsewhere)],
			onError,
			retryOnFail: maxTries > 1 ? { maxTries } : undefined,
			stop,
		}).finally(endLooking);
		await comeToRest(ledger, sockets);

		const broken = attempts.flatMap((attempt) => {
			const claims = claimsOf(attempt);
			const truth = evermuseTruth(ledger, items, attempts, attempt);
			return claims ? brokenClaims(claims, truth) : [];
		});
		return {
			...run,
			attempts,
			broken: [
				...broken,
				...brokenRequests(ledger, items, attempts, options),
				...brokenTraffic(ledger, { concurrency: options.concurrency ?? 2, sockets }),
				...(stranger.requests.length > 0 ? ['Somebody else was sent something'] : []),
			],
		};
	};

	return { ...local, deliver, stranger: () => stranger };
}
