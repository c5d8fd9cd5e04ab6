import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { VambeApi } from '../../credentials/VambeApi.credentials';
import { VambeEvent } from '../../nodes/Vambe/VambeEvent.node';
import type { SandboxSettings } from '../../sandbox/startSandbox';
import { useSandbox } from '../sandbox/useSandbox';
import { time } from '../support/simulatedTime';
import type { EventItem } from './anEventItem';
import type { DeliveryRun } from './deliver';
import { deliver } from './deliver';
import type { Handling } from './handlings';
import { useStranger } from './useStranger';
import type { VambeOptions } from './vambeInvariants';
import { brokenEvents, vambeTruth } from './vambeInvariants';

/** Where a run is not the usual one. */
export interface Otherwise {
	/** The local Vambe's own unless given. */
	baseUrl?: string;
	/** Aborting it is the user's Stop button. */
	stop?: AbortSignal;
}

/** The form of Vambe Event, for items such as `anEventItem`. */
export const formWith = (options: VambeOptions = {}): INodeParameters => ({
	event: '={{ $json.event }}',
	contact: { __rl: true, mode: 'phone', value: '+56911112222' },
	channel: { __rl: true, mode: 'phone', value: '={{ $json.channel }}' },
	propertiesMode: 'json',
	propertiesJson: '={{ $json.properties }}',
	options: options as INodeParameters,
});

/**
 * Runs Vambe Event against the local Vambe, whatever faults that was told to have, and looks at
 * everything that must hold.
 */
export function useVambeDelivery(settings: SandboxSettings = {}) {
	const { sandbox } = useSandbox({ now: () => time.now, ...settings });
	const vambe = () => sandbox().vambe;
	const stranger = useStranger({ id: 'from-somebody-else' });

	const credentials = (baseUrl = vambe().baseUrl) => [
		{ type: new VambeApi(), data: { baseUrl, apiKey: vambe().apiKey } },
	];

	return {
		vambe,
		stranger,
		credentials,
		async deliver(
			items: readonly EventItem[],
			options: VambeOptions,
			handling: Handling,
			{ stop, baseUrl }: Otherwise = {},
		): Promise<DeliveryRun> {
			const { ledger } = vambe();
			const given = { items, options, handling };
			const setup = {
				parameters: formWith(options),
				items: items as unknown as IDataObject[],
				credentials: credentials(baseUrl),
				stop,
			};
			return await deliver(new VambeEvent(), handling, setup, {
				traffic: ledger,
				concurrency: options.concurrency ?? 4,
				elsewhere: () => stranger().requests,
				truthOf: (attempts, attempt, claims) =>
					vambeTruth(ledger, given, attempts, attempt, claims),
				brokenRequests: (attempts) => brokenEvents(ledger, given, attempts),
			});
		},
	};
}
