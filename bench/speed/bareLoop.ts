import type { IHttpRequestOptions, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

/** A request of which only the address is left open. */
export interface PreparedRequest {
	path: string;
	headers: Record<string, string>;
	body: Buffer;
}

/**
 * A node that does nothing but post what was prepared beforehand, so many requests at a time, with
 * n8n's own helper and the credential's key: what n8n allows.
 */
export const bareLoop = (
	credential: string,
	requests: readonly PreparedRequest[],
	concurrency: number,
): INodeType => ({
	description: {
		displayName: 'Bare Loop',
		name: 'bareLoop',
		group: ['output'],
		version: 1,
		description: 'Posts what was prepared beforehand',
		defaults: { name: 'Bare Loop' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: credential, required: true }],
		properties: [],
	},
	async execute() {
		const { baseUrl } = await this.getCredentials(credential);
		const waiting = requests.values();
		const post = async () => {
			for (const { path, headers, body } of waiting) {
				const request: IHttpRequestOptions = {
					method: 'POST',
					url: `${String(baseUrl)}${path}`,
					headers,
					body,
				};
				await this.helpers.httpRequestWithAuthentication.call(this, credential, request);
			}
		};
		await Promise.all(Array.from({ length: concurrency }, post));
		return [[{ json: {} }]];
	},
});
