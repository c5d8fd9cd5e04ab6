import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { name as packageName } from '../../package.json';
import type { Sandbox } from '../../sandbox/startSandbox';
import { call } from '../n8n/call';

const located = (mode: string, value: string): INodeParameters => ({ __rl: true, mode, value });

/** Each node after the other, as a user would fill them in. */
const STEPS: Array<[node: string, service: 'evermuse' | 'vambe', parameters: INodeParameters]> = [
	['vambeContact', 'vambe', { operation: 'search', phone: '1111 2222' }],
	[
		'vambeEvent',
		'vambe',
		{
			event: 'purchase',
			contact: located('phone', '={{ $json.phone }}'),
			channel: located('id', '42'),
			propertiesMode: 'json',
			propertiesJson: '{ "orderId": "ORD-1" }',
		},
	],
	[
		'evermuseIngest',
		'evermuse',
		{
			type: 'message',
			eventAt: '2026-02-24T12:34:56Z',
			vendorIds: { id: [{ key: 'message_id', value: 'msg-1' }] },
			productId: 'prod-abc',
			projectIds: ['proj-123'],
			dataMode: 'json',
			dataJson: '{ "text": "Hola" }',
		},
	],
	[
		'evermuseBatchStatus',
		'evermuse',
		{ operation: 'get', batch: located('id', '={{ $json.batchId }}') },
	],
];

/** Saves a workflow with each node of the package, and the credentials they need; resolves with its ID. */
export async function saveWorkflow(sandbox: Sandbox): Promise<string> {
	const credentials = {
		evermuse: await saveCredential('evermuseApi', sandbox.evermuse),
		vambe: await saveCredential('vambeApi', sandbox.vambe),
	};
	const start = { ...placed('Start', {}), type: 'n8n-nodes-base.manualTrigger' };
	const steps = STEPS.map(([node, service, parameters]) => ({
		...placed(node, parameters),
		credentials: { [`${service}Api`]: credentials[service] },
	}));
	const names = [start, ...steps].map(({ name }) => name);
	const { id } = await call<{ id: string }>('POST', 'workflows', {
		name: 'All nodes',
		nodes: [start, ...steps],
		connections: Object.fromEntries(
			steps.map(({ name }, index) => [
				names[index],
				{ main: [[{ node: name, type: 'main', index: 0 }]] },
			]),
		),
		settings: { executionOrder: 'v1' },
	});
	return id;
}

const placed = (name: string, parameters: INodeParameters) => ({
	id: name,
	name,
	type: `${packageName}.${name}`,
	typeVersion: 1,
	parameters,
	position: [0, 0],
});

async function saveCredential(type: string, { apiKey, baseUrl }: IDataObject) {
	const data = { apiKey, baseUrl };
	const { id, name } = await call<{ id: string; name: string }>('POST', 'credentials', {
		name: type,
		type,
		data,
	});
	return { id, name };
}
