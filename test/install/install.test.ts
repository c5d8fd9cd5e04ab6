import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { mapValues, omit } from 'lodash';
import { name as packageName } from '../../package.json';
import { call } from '../n8n/call';
import { nodeTypes } from '../n8n/nodeTypes';
import { runWorkflow } from '../n8n/runWorkflow';
import { useSandbox } from '../sandbox/useSandbox';
import type { NpmRegistry } from './npmRegistry';
import { startNpmRegistry } from './npmRegistry';
import { saveWorkflow } from './saveWorkflow';

interface Release {
	version: string;
	/** A path. */
	tarball: string;
}

/** What n8n says of a package it has installed. */
interface Installed {
	installedVersion: string;
	installedNodes: Array<{ type: string }>;
	updateAvailable?: string;
	failedLoading: boolean;
}

/** What `startN8n.mjs` made ready. */
const { registryPort, releases }: { registryPort: number; releases: [Release, Release] } =
	JSON.parse(process.env.TO_PUBLISH ?? '{}');
const [first, next] = releases;

const TYPES = ['evermuseBatchStatus', 'evermuseIngest', 'vambeContact', 'vambeEvent'].map(
	(node) => `${packageName}.${node}`,
);

/** What the saved workflow gives, node by node. */
const OUTPUT = {
	vambeContact: [expect.objectContaining({ name: 'Jane Doe', phone: '+56911112222' })],
	vambeEvent: [{ id: expect.any(String), event: 'purchase' }],
	evermuseIngest: [
		{
			status: 'accepted',
			batchId: expect.any(String),
			_type: 'message',
			_vendor_ids: { message_id: 'msg-1' },
		},
	],
	evermuseBatchStatus: [expect.objectContaining({ status: 'LANDING', acceptedCount: 1 })],
};

const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 60_000;

const { sandbox } = useSandbox();
let registry: NpmRegistry;
let workflowId: string;

jest.setTimeout(120_000);
beforeAll(async () => {
	registry = await startNpmRegistry(registryPort, packageName);
});
afterAll(async () => {
	await registry.close();
});

// Each of these begins with what the one before it left, as it goes in life.
describe('In Settings > Community nodes, n8n', () => {
	it('installs the package from the registry, and every node runs', async () => {
		publish(first);

		await call('POST', 'community-packages', { name: packageName });

		expect(await installed()).toEqual([
			{ installedVersion: first.version, types: TYPES, failedLoading: false },
		]);
		workflowId = await saveWorkflow(sandbox());
		expect(await run()).toEqual({ status: 'success', output: OUTPUT });
	});

	it('updates it to a new version, and the saved workflow gives the same', async () => {
		publish(next);
		const offered = await installed();

		await call('PATCH', 'community-packages', { name: packageName });

		expect(offered).toEqual([expect.objectContaining({ updateAvailable: next.version })]);
		expect(await installed()).toEqual([
			{ installedVersion: next.version, types: TYPES, failedLoading: false },
		]);
		expect(await run()).toEqual({ status: 'success', output: OUTPUT });
	});

	it('uninstalls it, and says of the saved workflow which node is missing', async () => {
		await call('DELETE', `community-packages?name=${packageName}`);

		expect(await installed()).toEqual([]);
		expect(await nodeTypes()).toEqual([]);
		await expect(run()).rejects.toThrow(/Unrecognized node type: n8n-nodes-vambe-evermuse\.\w+"/);
	});

	it('installs a version by its number, and the saved workflow gives the same again', async () => {
		await call('POST', 'community-packages', { name: `${packageName}@${first.version}` });

		expect(await installed()).toEqual([
			expect.objectContaining({ installedVersion: first.version, updateAvailable: next.version }),
		]);
		expect(await run()).toEqual({ status: 'success', output: OUTPUT });
	});

	it('updates it under a workflow that runs, which goes on and gives the same', async () => {
		const { faults, ledger } = sandbox().evermuse;
		faults.always({ kind: 'refuse', status: 429, retryAfterHeader: '1' });
		const running = run();
		const giveUp = AbortSignal.timeout(PATIENCE_MS);
		while (ledger.requests.length === 0 && !giveUp.aborted) await pause(LOOK_EVERY_MS);
		expect(ledger.requests).not.toEqual([]);

		await call('PATCH', 'community-packages', { name: packageName });
		faults.clear();

		expect(await running).toEqual({ status: 'success', output: OUTPUT });
		expect(await installed()).toEqual([
			expect.objectContaining({ installedVersion: next.version }),
		]);
	});
});

const publish = ({ version, tarball }: Release) => registry.publish(version, readFileSync(tarball));

/** The list of packages, without who made them and when. */
async function installed() {
	const packages = await call<Installed[]>('GET', 'community-packages');
	return packages.map(({ installedVersion, installedNodes, updateAvailable, failedLoading }) => ({
		installedVersion,
		types: installedNodes.map(({ type }) => type).sort(),
		updateAvailable,
		failedLoading,
	}));
}

async function run() {
	const { status, data } = await runWorkflow(workflowId);
	const output = mapValues(omit(data.resultData.runData, 'Start'), ([{ data: given }]) =>
		given?.main[0]?.map(({ json }) => json),
	);
	return { status, output };
}
