import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import { VambeApi } from '../../credentials/VambeApi.credentials';
import { VambeContact } from '../../nodes/Vambe/VambeContact.node';
import { useSandbox } from '../sandbox/useSandbox';
import type { NodeRun, NodeSetup } from './runNode';
import { runNode } from './runNode';

export const MARIA_ID = 'df980fc8-b6db-4820-bf22-2969482d106d';
export const JANE_ID = '9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e';
export const NOBODY_ID = '00000000-0000-4000-8000-000000000000';

/** A resource locator as the editor keeps it. */
export const locator = (mode: string, value: NodeParameterValueType) => ({
	__rl: true,
	mode,
	value,
});

export const CONTINUE: NodeSetup = { onError: 'continueErrorOutput' };

export const jsonOf = (items: Array<{ json: unknown }>) => items.map(({ json }) => json);

export const detailsOf = (items: Array<{ json: { details?: unknown } }>) =>
	items.map(({ json }) => json.details);

/** A local Vambe, fresh before each test, and one operation of Vambe Contact, run by n8n's own engine. */
export function useVambeContact(operation: string) {
	const sandboxOf = useSandbox();
	const requests = () => sandboxOf.sandbox().vambe.ledger.requests;

	beforeEach(() => {
		// Chance draws no wait before a repeat, so that no test has one.
		jest.spyOn(Math, 'random').mockReturnValue(0);
	});
	afterEach(() => jest.restoreAllMocks());

	/** The local Vambe's own address and key unless given. */
	const credentialFor = (
		baseUrl: string = sandboxOf.sandbox().vambe.baseUrl,
		apiKey = 'vambe-sandbox-key',
	) => [{ type: new VambeApi(), data: { apiKey, baseUrl } }];

	return {
		run: async (parameters: INodeParameters = {}, setup: NodeSetup = {}): Promise<NodeRun> =>
			await runNode(new VambeContact(), {
				credentials: credentialFor(),
				...setup,
				parameters: { operation, ...parameters },
			}),
		credentialFor,
		/** The requests that arrived at the local Vambe. */
		requests,
		queries: () => requests().map(({ query }) => query),
		vambe: sandboxOf.vambe,
	};
}
