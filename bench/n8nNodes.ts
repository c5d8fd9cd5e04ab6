import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ICredentialType, INodeType, IVersionedNodeType } from 'n8n-workflow';

/** n8n's own nodes come with n8n itself, which is installed apart from the project's tools. */
const requireFromN8n = createRequire(join(__dirname, '../runtime/package.json'));

const newest = (file: string, name: string): INodeType => {
	const { [name]: Type } = requireFromN8n(`n8n-nodes-base/dist/nodes/${file}.node.js`) as Record<
		string,
		new () => IVersionedNodeType
	>;
	const node = new Type().getNodeType();
	// As n8n's loader does. By the whole name the engine knows which node may use any credential.
	node.description.name = `n8n-nodes-base.${node.description.name}`;
	return node;
};

/** n8n's HTTP Request, as it is added to a new workflow. */
export const httpRequest = (): INodeType => newest('HttpRequest/HttpRequest', 'HttpRequest');

/** n8n's Loop Over Items, as it is added to a new workflow. */
export const loopOverItems = (): INodeType =>
	newest('SplitInBatches/SplitInBatches', 'SplitInBatches');

/** n8n's Header Auth. */
export const headerAuth = (): ICredentialType => {
	const { HttpHeaderAuth } = requireFromN8n(
		'n8n-nodes-base/dist/credentials/HttpHeaderAuth.credentials.js',
	) as Record<string, new () => ICredentialType>;
	return new HttpHeaderAuth();
};
