import type { INodeParameters } from 'n8n-workflow';
import { name as packageName } from '../../package.json';
import type { Sandbox } from '../../sandbox/startSandbox';
import { saveChain } from '../n8n/saveChain';
import { saveCredential } from '../n8n/saveCredential';

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
export async function saveWorkflow({ evermuse, vambe }: Sandbox): Promise<string> {
	const credentials = {
		evermuse: await saveCredential('evermuseApi', keyOf(evermuse)),
		vambe: await saveCredential('vambeApi', keyOf(vambe)),
	};
	const steps = STEPS.map(([node, service, parameters]) => ({
		name: node,
		type: `${packageName}.${node}`,
		parameters,
		credentials: { [`${service}Api`]: credentials[service] },
	}));
	const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
	const { id } = await saveChain('All nodes', [start, ...steps]);
	return id;
}

const keyOf = ({ apiKey, baseUrl }: Sandbox['evermuse' | 'vambe']) => ({ apiKey, baseUrl });
