import type { INodeParameters } from 'n8n-workflow';

/** n8n's HTTP Request as it is added, set up to post one item a request, signed by our credential. */
export const httpRequestForm = (
	credential: string,
	url: string,
	overrides: INodeParameters = {},
): INodeParameters => ({
	method: 'POST',
	url,
	authentication: 'predefinedCredentialType',
	nodeCredentialType: credential,
	sendBody: true,
	specifyBody: 'json',
	jsonBody: '={{ $json }}',
	...overrides,
});

/**
 * What makes HTTP Request fastest: items in groups, with the shortest wait between them, for else it
 * begins all at once and chokes on its own sockets.
 */
export const inGroupsOf = (batchSize: number, batchInterval: number): INodeParameters => ({
	options: { batching: { batch: { batchSize, batchInterval } } },
});
