import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { INodeParameters, OnError } from 'n8n-workflow';
import { name as packageName } from '../../package.json';
import { anIngestForm } from '../support/anIngestForm';
import type { Act } from '../support/misbehave';
import { answer, misbehave, reset } from '../support/misbehave';
import { call, underTest } from './call';
import { type Credential, runAlone } from './runAlone';
import { tracesOf } from './tracesOf';

/** Each tries several times, and they go on at the same time. */
const SLOWEST_MS = 180_000;

const located = (mode: string, value: string) => ({ __rl: true, mode, value });
const CONTACT_ID = '9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e';

/** Every node with a form that is filled in well. */
const NODES: Array<{ node: string; type: string; parameters: INodeParameters }> = [
	{
		node: 'vambeEvent',
		type: 'vambeApi',
		parameters: {
			event: 'purchase',
			contact: located('phone', '+56911112222'),
			channel: located('list', '42'),
			options: { maxRetries: 1 },
		},
	},
	{
		node: 'vambeContact',
		type: 'vambeApi',
		parameters: { operation: 'get', contact: located('id', CONTACT_ID) },
	},
	{
		node: 'evermuseIngest',
		type: 'evermuseApi',
		parameters: anIngestForm({ dataMode: 'json', dataJson: '{}', options: { maxRetries: 1 } }),
	},
	{
		node: 'evermuseBatchStatus',
		type: 'evermuseApi',
		parameters: { operation: 'get', batch: located('id', 'batch-1') },
	},
];

const repeatingTheKey =
	(status: number): Act =>
	(response, received) =>
		answer(status, {
			error: 'SAID_NO',
			message: `Not with ${received.headers['x-api-key']}`,
			errors: [{ index: 0, code: 'BAD', message: `No: ${received.headers['x-api-key']}` }],
			success: false,
		})(response, received);

/** What can go wrong, as the address where it does. */
const FAILURES: Array<[what: string, startService: (key: string) => Promise<string>]> = [
	['does not know the key', async () => await urlOf(answer(401, { message: 'Unknown' }))],
	['does not know the key, and repeats it', async () => await urlOf(repeatingTheKey(401))],
	['refuses, and repeats the key', async () => await urlOf(repeatingTheKey(400))],
	[
		'says no with a good status, and repeats the key',
		async () => await urlOf(repeatingTheKey(202)),
	],
	['has a fault, and repeats the key', async () => await urlOf(repeatingTheKey(500))],
	['leads elsewhere', async (key) => await urlOf(answer(307, {}, { Location: `/?key=${key}` }))],
	['breaks the connection', async () => await urlOf(reset)],
	['cannot be reached', async () => 'http://127.0.0.1:1'],
	['has the key as its address', async (key) => key],
	['has an address in the clear', async () => 'http://api.example.com'],
];

const urlOf = async (act: Act) => (await misbehave(act)).url;

describe('When a service', () => {
	it.each(FAILURES)(
		'%s, no node leaves a part of the key in what n8n shows, keeps or logs',
		async (_what, startService) => {
			const key = aKey();
			const baseUrl = await startService(key);

			const ended = await Promise.all(
				NODES.flatMap((one) => [
					run({ ...one, onError: 'stopWorkflow' }, { apiKey: key, baseUrl }),
					run({ ...one, onError: 'continueErrorOutput' }, { apiKey: key, baseUrl }),
				]),
			);

			const shown = await lookAtCredentials({ apiKey: key, baseUrl });

			expect(ended).toEqual(NODES.flatMap(() => ['error', 'success']));
			expect(await tracesOf(key, shown)).toEqual([]);
		},
		SLOWEST_MS,
	);
});

it('A key that a form holds is found, and n8n logs all that it can', async () => {
	const key = aKey();
	const [sendEvent] = NODES;
	const parameters = { ...sendEvent.parameters, event: key };
	const data = { apiKey: 'another', baseUrl: 'http://127.0.0.1:1' };

	await run({ ...sendEvent, parameters, onError: 'stopWorkflow' }, data);

	expect(await tracesOf(key, [key])).toEqual(
		expect.arrayContaining(
			[/^database.sqlite/, /^an execution/, /^shown/].map((place) => expect.stringMatching(place)),
		),
	);
	expect(readFileSync(underTest.n8nLog, 'utf8')).toContain('debug');
});

/** How the run of one node ends. */
async function run(
	{ node, type, parameters, onError }: (typeof NODES)[number] & { onError: OnError },
	data: Credential['data'],
) {
	const setup = { type: `${packageName}.${node}`, typeVersion: 1, parameters, onError };
	return (await runAlone(setup, { type, data })).status;
}

const aKey = () => `em_sk_${randomBytes(24).toString('base64url')}`;

/** What the editor is told when the credentials are tested and a list of theirs is opened. */
async function lookAtCredentials(data: { apiKey: string; baseUrl: string }): Promise<unknown[]> {
	return await Promise.all(
		['vambeApi', 'evermuseApi'].flatMap((type) => {
			const name = `${type} looked at`;
			const list = LISTS[type];
			return [
				call('POST', 'credentials/test', { credentials: { id: '', name, type, data } }),
				call<{ id: string }>('POST', 'credentials', { name, type, data })
					.then(
						async ({ id }) =>
							await call('POST', LIST, { ...list, credentials: { [type]: { id, name } } }),
					)
					.catch(({ message }: Error) => message),
			];
		}),
	);
}

const LIST = 'dynamic-node-parameters/resource-locator-results';
const listOf = (node: string, methodName: string, path: string) => ({
	path,
	methodName,
	nodeTypeAndVersion: { name: `${packageName}.${node}`, version: 1 },
	currentNodeParameters: {},
});
const LISTS: Record<string, object> = {
	vambeApi: listOf('vambeEvent', 'searchChannels', 'parameters.channel'),
	evermuseApi: listOf('evermuseBatchStatus', 'searchBatches', 'parameters.batch'),
};
