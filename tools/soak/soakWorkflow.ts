/** How many items each run sends to each service. */
export const ITEMS = 20;

interface Credential {
	id: string;
	name: string;
}

interface SoakSettings {
	everySeconds: number;
	vambe: Credential;
	evermuse: Credential;
}

const located = (mode: string, value: string) => ({ __rl: true, mode, value });

const node = (name: string, type: string, parameters: object, others: object = {}) => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters,
	...others,
});

const sender = (
	name: string,
	type: string,
	service: string,
	credential: Credential,
	parameters: object,
) =>
	node(name, `n8n-nodes-vambe-evermuse.${type}`, parameters, {
		credentials: { [service]: credential },
		onError: 'continueErrorOutput',
	});

/** Every few seconds, items with an id of their own go to both services. */
export const soakWorkflow = ({ everySeconds, vambe, evermuse }: SoakSettings) => ({
	name: 'Soak',
	nodes: [
		node(
			'Often',
			'n8n-nodes-base.scheduleTrigger',
			{ rule: { interval: [{ field: 'seconds', secondsInterval: everySeconds }] } },
			{ typeVersion: 1.2 },
		),
		node(
			'Make Items',
			'n8n-nodes-base.set',
			{
				mode: 'raw',
				jsonOutput: `={{ { items: Array.from({ length: ${ITEMS} }, (_, index) => ({ id: $execution.id + '-' + index })) } }}`,
			},
			{ typeVersion: 3.4 },
		),
		node('One Item Each', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'items', options: {} }),
		sender('Vambe', 'vambeEvent', 'vambeApi', vambe, {
			event: 'purchase',
			contact: located('phone', '+56911112222'),
			channel: located('list', '42'),
			propertiesMode: 'json',
			propertiesJson: '={{ { id: $json.id } }}',
			options: { timeoutSeconds: 2 },
		}),
		sender('Evermuse', 'evermuseIngest', 'evermuseApi', evermuse, {
			type: 'message',
			nature: 'evidence',
			eventAt: '2026-02-24T12:34:56Z',
			vendorIds: { id: [{ key: 'message_id', value: '={{ $json.id }}' }] },
			productId: 'prod-abc',
			projectIds: ['proj-123'],
			dataMode: 'json',
			dataJson: '={{ { id: $json.id } }}',
			options: { timeoutSeconds: 2, batchSize: 5 },
		}),
	],
	connections: {
		Often: { main: [[{ node: 'Make Items', type: 'main', index: 0 }]] },
		'Make Items': { main: [[{ node: 'One Item Each', type: 'main', index: 0 }]] },
		'One Item Each': {
			main: [
				[
					{ node: 'Vambe', type: 'main', index: 0 },
					{ node: 'Evermuse', type: 'main', index: 0 },
				],
			],
		},
	},
	settings: { executionOrder: 'v1' },
});
