import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeParameters,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import type { GivenCredential } from './GivenCredentials';

type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** A node that does what a test wants. It has a field 'Value' and uses a `probeApi` credential. */
export const probe = (
	execute: Execute,
	{
		properties = [],
		methods,
	}: { properties?: INodeProperties[]; methods?: INodeType['methods'] } = {},
): INodeType => ({
	description: {
		displayName: 'Probe',
		name: 'probe',
		group: ['output'],
		version: 1,
		description: 'Does what a test wants',
		defaults: { name: 'Probe' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'probeApi', required: true }],
		properties: [
			{ displayName: 'Value', name: 'value', type: 'string', default: 'the default' },
			...properties,
		],
	},
	execute,
	methods,
});

/** To do in a probe: make one item of each. */
export const forEachItem = (
	toJson: (context: IExecuteFunctions, itemIndex: number) => object,
): Execute =>
	async function () {
		return [
			this.getInputData().map((_, item) => ({
				json: { ...toJson(this, item) },
				pairedItem: { item },
			})),
		];
	};

/** To do in a probe: send one signed request, in the way of most nodes. */
export const post = (options: Partial<IHttpRequestOptions> = {}): Execute =>
	async function () {
		const { baseUrl } = await this.getCredentials('probeApi');
		const json = await this.helpers.httpRequestWithAuthentication.call(this, 'probeApi', {
			method: 'POST',
			url: `${String(baseUrl)}/`,
			body: { order: 1 },
			...options,
		});
		return [[{ json }]];
	};

/** What the probe uses. Its key goes into a header unless a test says otherwise. */
export const probeApi = (
	data: INodeParameters,
	authenticate: IAuthenticate = signWithKey,
): GivenCredential => ({
	data,
	type: {
		name: 'probeApi',
		displayName: 'Probe API',
		properties: [
			{ displayName: 'API Key', name: 'apiKey', type: 'string', default: '' },
			{
				displayName: 'Base URL',
				name: 'baseUrl',
				type: 'string',
				default: 'https://api.example.com',
			},
		],
		authenticate,
	},
});

export const signWithKey = async (
	{ apiKey }: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> => ({
	...request,
	headers: { ...request.headers, 'x-api-key': apiKey },
});
