import { randomUUID } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';
import { name as packageName } from '../../package.json';
import type { Sandbox } from '../../sandbox/startSandbox';
import { call } from '../n8n/call';
import { saveChain } from '../n8n/saveChain';
import { saveCredential } from '../n8n/saveCredential';

const SERVICES = { evermuseIngest: 'evermuse', vambeEvent: 'vambe' } as const;

/** An active workflow that waits for calls. */
export interface Webhook {
	workflowId: string;
	path: string;
}

/**
 * Saves and activates a workflow: whoever calls it with a list gets the items that went through,
 * when its execution has ended.
 */
export async function saveWebhook(
	node: keyof typeof SERVICES,
	parameters: INodeParameters,
	sandbox: Sandbox,
): Promise<Webhook> {
	const service = SERVICES[node];
	const { apiKey, baseUrl } = sandbox[service];
	const path = randomUUID();
	const { id, versionId } = await saveChain(node, [
		{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: {
				httpMethod: 'POST',
				path,
				responseMode: 'lastNode',
				responseData: 'allEntries',
			},
		},
		{
			name: 'Each',
			type: 'n8n-nodes-base.splitOut',
			parameters: { fieldToSplitOut: 'body' },
		},
		{
			name: node,
			type: `${packageName}.${node}`,
			parameters,
			credentials: {
				[`${service}Api`]: await saveCredential(`${service}Api`, { apiKey, baseUrl }),
			},
			onError: 'continueErrorOutput',
		},
	]);
	await call('POST', `workflows/${id}/activate`, { versionId, name: '', description: '' });
	return { workflowId: id, path };
}
