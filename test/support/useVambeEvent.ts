import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import { VambeApi } from '../../credentials/VambeApi.credentials';
import { VambeEvent } from '../../nodes/Vambe/VambeEvent.node';
import type { SandboxSettings } from '../../sandbox/startSandbox';
import { useSandbox } from '../sandbox/useSandbox';
import type { GivenCredential } from './GivenCredentials';
import type { Act } from './misbehave';
import { misbehave } from './misbehave';
import type { NodeRun, NodeSetup } from './runNode';
import { runNode } from './runNode';
import { time } from './simulatedTime';
import { locator } from './useVambeContact';

/** What Vambe says to an event that it takes. */
export const ACCEPTED = { id: 'df980fc8-b6db-4820-bf22-2969482d106d' };

/** Fields as the editor keeps them in an assignment collection. */
export const assignments = (
	...fields: Array<[name: string, type: string, value: NodeParameterValueType]>
) => ({
	assignments: fields.map(([name, type, value], index) => ({
		id: String(index),
		name,
		type,
		value,
	})),
});

/** A form that Vambe takes, with what a test fills in otherwise. */
export const anEventForm = (overrides: INodeParameters = {}): INodeParameters => ({
	event: 'purchase',
	contact: locator('phone', '+56911112222'),
	channel: locator('phone', '+56999999999'),
	...overrides,
});

/**
 * A local Vambe, fresh before each test and on simulated time, and Vambe Event, run by n8n's own
 * engine. Chance draws no wait before a repeat.
 */
export function useVambeEvent(settings: SandboxSettings = {}) {
	const { sandbox } = useSandbox({ now: () => time.now, ...settings });
	const vambe = () => sandbox().vambe;

	beforeEach(() => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
	});

	/** The local Vambe's own address and key unless given. */
	const credentialFor = (
		baseUrl: string = vambe().baseUrl,
		apiKey: string = vambe().apiKey,
	): GivenCredential[] => [{ type: new VambeApi(), data: { apiKey, baseUrl } }];

	const run = async (setup: NodeSetup = {}): Promise<NodeRun> =>
		await runNode(new VambeEvent(), {
			credentials: credentialFor(),
			...setup,
			parameters: anEventForm(setup.parameters),
		});

	return {
		run,
		credentialFor,
		/** Runs against a server that does the given, one thing a request, and says what it was asked. */
		async runAgainst(acts: Act[], setup: NodeSetup = {}) {
			const { url, requests } = await misbehave(...acts);
			const credentials = credentialFor(url);
			return {
				...(await run({ onError: 'continueErrorOutput', credentials, ...setup })),
				requests,
			};
		},
		/** The requests that arrived at the local Vambe. */
		requests: () => vambe().ledger.requests,
		bodies: () => vambe().ledger.requests.map(({ body }) => body),
		/** What it keeps of them. */
		events: () => vambe().ledger.events,
	};
}
