import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { VambeApi } from '../../credentials/VambeApi.credentials';
// Without its ending, tsx would take the .json of the same name.
import { VambeEvent } from '../../nodes/Vambe/VambeEvent.node.ts';
import type { Sandbox } from '../../sandbox/startSandbox';
import { runNode, type NodeSetup } from '../../test/support/runNode';
import type { Contender } from '../Contest';
import { headerAuth, httpRequest } from '../n8nNodes';
import { runInLoop } from '../runInLoop';

const onError = 'continueErrorOutput';

export const contenders: Contender[] = [
	{
		name: 'Vambe Event',
		settings: 'as added, the fields by expression. On Error: Continue (using error output).',
		run: async (items, sandbox) => await runNode(new VambeEvent(), ours(items, sandbox)),
	},
	{
		name: 'Vambe Event, Resend Uncertain',
		settings:
			'the same with this option on, for whom an event twice is better than none, and Concurrency 1.',
		run: async (items, sandbox) =>
			await runNode(
				new VambeEvent(),
				ours(items, sandbox, { resendUncertain: true, concurrency: 1 }),
			),
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
			'one event a request, JSON body by expression, Header Auth, batching with 10 items each 100 ms. Retry On Fail with 5 tries. On Error: Continue (using error output).',
		run: async (items, sandbox) => await runNode(httpRequest(), bestSettings(items, sandbox)),
	},
	{
		name: 'HTTP Request, as added',
		settings: 'the same without Retry On Fail and without batching.',
		run: async (items, sandbox) => await runNode(httpRequest(), asAdded(items, sandbox)),
	},
];

const ours = (
	items: IDataObject[],
	{ vambe: { baseUrl, apiKey } }: Sandbox,
	options: INodeParameters = {},
): NodeSetup => ({
	items,
	parameters: {
		event: '={{ $json.event }}',
		contact: { __rl: true, mode: 'phone', value: '={{ $json.contact.phone }}' },
		channel: { __rl: true, mode: 'phone', value: '={{ $json.channel.channelPhone }}' },
		propertiesMode: 'json',
		propertiesJson: '={{ $json.properties }}',
		options,
	},
	credentials: [{ type: new VambeApi(), data: { baseUrl, apiKey } }],
	onError,
});

const asAdded = (
	items: IDataObject[],
	{ vambe: { baseUrl, apiKey } }: Sandbox,
	options: INodeParameters = {},
): NodeSetup => ({
	items,
	parameters: {
		method: 'POST',
		url: `${baseUrl}/api/v1/events`,
		authentication: 'genericCredentialType',
		genericAuthType: 'httpHeaderAuth',
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ $json }}',
		options,
	},
	credentials: [{ type: headerAuth(), data: { name: 'x-api-key', value: apiKey } }],
	onError,
});

const bestSettings = (items: IDataObject[], sandbox: Sandbox): NodeSetup => ({
	...asAdded(items, sandbox, { batching: { batch: { batchSize: 10, batchInterval: 100 } } }),
	retryOnFail: { maxTries: 5 },
});
