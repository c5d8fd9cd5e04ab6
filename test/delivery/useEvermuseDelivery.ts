import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { EvermuseIngest } from '../../nodes/Evermuse/EvermuseIngest.node';
import { useEvermuse } from '../support/useEvermuse';
import type { DeliveryRun } from './deliver';
import { deliver } from './deliver';
import type { EvermuseOptions } from './evermuseInvariants';
import { brokenRequests, evermuseTruth } from './evermuseInvariants';
import type { Handling } from './handlings';
import { useStranger } from './useStranger';

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
	const stranger = useStranger({ batchId: 'b1', acceptedCount: 1, rejectedCount: 0 });

	return {
		...local,
		stranger,
		async deliver(
			items: readonly object[],
			options: EvermuseOptions,
			handling: Handling,
			{ stop, ...elsewhere }: Otherwise = {},
		): Promise<DeliveryRun> {
			const { ledger } = local.evermuse();
			const setup = {
				parameters: { recordSource: 'input', options: options as INodeParameters },
				items: items as IDataObject[],
				credentials: [local.credential(elsewhere)],
				stop,
			};
			return await deliver(new EvermuseIngest(), handling, setup, {
				traffic: ledger,
				concurrency: options.concurrency ?? 2,
				elsewhere: () => stranger().requests,
				truthOf: (attempts, attempt) => evermuseTruth(ledger, items, attempts, attempt),
				brokenRequests: (attempts) => brokenRequests(ledger, items, attempts, options),
			});
		},
	};
}
