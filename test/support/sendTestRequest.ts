import type { ICredentialType, IHttpRequestOptions } from 'n8n-workflow';
import { probe } from './probe';
import type { SavedError } from './runNode';
import { runNode } from './runNode';

/**
 * Sends the request by which n8n tests a credential when it is saved, with n8n's own helper. The
 * rules that n8n then applies to the answer are tested in a whole n8n.
 *
 * @returns what was answered, or why the test failed
 */
export async function sendTestRequest(
	type: ICredentialType,
	data: { apiKey: string; baseUrl: string },
): Promise<{ answer?: unknown; error?: SavedError }> {
	let answer: unknown;
	const node = probe(async function () {
		answer = await this.helpers.httpRequestWithAuthentication.call(this, type.name, {
			...(type.test?.request as IHttpRequestOptions),
			baseURL: data.baseUrl,
		});
		return [[]];
	});
	node.description.credentials = [{ name: type.name, required: true }];
	const { error } = await runNode(node, { credentials: [{ type, data }] });
	return { answer, error };
}
