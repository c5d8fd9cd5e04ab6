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
 * The best that HTTP Request has for speed: items in groups, with the shortest wait between them, so
 * that not all begin at once. Groups of 10 to 300, and a set response format, came out alike.
 */
export const batchingOf = (batchSize: number, batchInterval: number): INodeParameters => ({
	options: { batching: { batch: { batchSize, batchInterval } } },
});
