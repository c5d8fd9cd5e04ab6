import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { EvermuseApi } from '../../credentials/EvermuseApi.credentials';
import { EvermuseBatchStatus } from '../../nodes/Evermuse/EvermuseBatchStatus.node';
import { EvermuseIngest } from '../../nodes/Evermuse/EvermuseIngest.node';
import type { SandboxSettings } from '../../sandbox/startSandbox';
import { someRecords } from '../sandbox/aRecord';
import { useSandbox } from '../sandbox/useSandbox';
import type { GivenCredential } from './GivenCredentials';
import type { NodeRun, NodeSetup } from './runNode';
import { runNode } from './runNode';
import { time } from './simulatedTime';

/** How to run a node, where it is not the usual way. */
interface Setup extends Omit<NodeSetup, 'parameters' | 'items'> {
	items?: object[];
	/** The local Evermuse's own unless given. */
	baseUrl?: string;
	/** One that reads and writes unless given. */
	apiKey?: string;
}

/**
 * A local Evermuse, fresh before each test and on simulated time, and the nodes that use it, run by
 * n8n's own engine.
 */
export function useEvermuse(settings: SandboxSettings = {}) {
	const { sandbox } = useSandbox({ now: () => time.now, ...settings });

	const credential = ({ baseUrl, apiKey }: Setup = {}): GivenCredential => ({
		type: new EvermuseApi(),
		data: {
			baseUrl: baseUrl ?? sandbox().evermuse.baseUrl,
			apiKey: apiKey ?? sandbox().evermuse.apiKey,
		},
	});
	const run =
		(node: INodeType) =>
		async (parameters: INodeParameters, setup: Setup = {}): Promise<NodeRun> =>
			await runNode(node, {
				credentials: [credential(setup)],
				...setup,
				parameters,
				items: setup.items as IDataObject[] | undefined,
			});

	const ingest = run(new EvermuseIngest());

	return {
		ingest,
		batchStatus: run(new EvermuseBatchStatus()),
		/**
		 * Puts so many batches there, of one record each and a second apart, and forgets the requests.
		 * Gives their IDs, oldest first.
		 */
		async submit(count: number, overrides: Record<string, unknown> = {}): Promise<string[]> {
			for (const record of someRecords(count, overrides)) {
				const options = { idempotency: 'none' };
				await ingest({ recordSource: 'input', options }, { items: [record] });
				time.pass(1_000);
			}
			const { ledger } = sandbox().evermuse;
			ledger.requests.length = 0;
			return ledger.batches.slice(-count).map(({ batchId }) => batchId);
		},
		credential,
		evermuse: () => sandbox().evermuse,
		/** The requests that arrived. */
		requests: () => sandbox().evermuse.ledger.requests,
		/** The records that are stored, in the order of their arrival. */
		stored: () => sandbox().evermuse.ledger.records.map(({ record }) => record),
	};
}
