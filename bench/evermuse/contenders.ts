import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { EvermuseApi } from '../../credentials/EvermuseApi.credentials';
// Without its ending, tsx would take the .json of the same name.
import { EvermuseIngest } from '../../nodes/Evermuse/EvermuseIngest.node.ts';
import type { Sandbox } from '../../sandbox/startSandbox';
import { runNode, type NodeSetup } from '../../test/support/runNode';
import type { Contender } from '../Contest';
import { headerAuth, httpRequest } from '../n8nNodes';
import { runInLoop } from '../runInLoop';

const onError = 'continueErrorOutput';

export const contenders: Contender[] = [
	{
		name: 'Evermuse Ingest',
		settings: 'as added, records from the input items. On Error: Continue (using error output).',
		run: async (items, { evermuse: { baseUrl, apiKey } }) =>
			await runNode(new EvermuseIngest(), {
				items,
				parameters: { recordSource: 'input' },
				credentials: [{ type: new EvermuseApi(), data: { baseUrl, apiKey } }],
				onError,
			}),
	},
	{
		name: 'HTTP Request in a loop',
		settings:
			'with the best settings, and inside Loop Over Items, an item at a time: then Retry On Fail repeats the item that failed, and only that.',
		run: async (items, sandbox) => await runInLoop(httpRequest(), bestSettings(items, sandbox)),
	},
	{
		name: 'HTTP Request, best settings',
		settings:
			'one record a request, JSON body by expression, Header Auth, the header Idempotency-Key by expression from the id of the record. Retry On Fail with 5 tries. On Error: Continue (using error output).',
		run: async (items, sandbox) => await runNode(httpRequest(), bestSettings(items, sandbox)),
	},
	{
		name: 'HTTP Request, as added',
		settings: 'the same without Retry On Fail and without the key.',
		run: async (items, sandbox) => await runNode(httpRequest(), asAdded(items, sandbox)),
	},
];

const asAdded = (
	items: IDataObject[],
	{ evermuse: { baseUrl, apiKey } }: Sandbox,
	headers: INodeParameters = {},
): NodeSetup => ({
	items,
	parameters: {
		method: 'POST',
		url: `${baseUrl}/api/v1/ingest`,
		authentication: 'genericCredentialType',
		genericAuthType: 'httpHeaderAuth',
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ [$json] }}',
		...headers,
	},
	credentials: [{ type: headerAuth(), data: { name: 'x-api-key', value: apiKey } }],
	onError,
});

const bestSettings = (items: IDataObject[], sandbox: Sandbox): NodeSetup => ({
	...asAdded(items, sandbox, {
		sendHeaders: true,
		headerParameters: {
			parameters: [{ name: 'Idempotency-Key', value: '={{ $json._vendor_ids.message_id }}' }],
		},
	}),
	retryOnFail: { maxTries: 5 },
});
