import { LoadOptionsContext } from 'n8n-core';
import type { INodeListSearchResult, INodeParameters, INodeType } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { additionalData } from './additionalData';
import type { GivenCredential } from './GivenCredentials';
import { credentialsOfNode } from './GivenCredentials';
import { nodeTypesOf } from './nodeTypesOf';
import { placeNode } from './placeNode';

export interface ListSearch {
	/** The form so far; what is left out is default. */
	parameters?: INodeParameters;
	credentials?: readonly GivenCredential[];
	/** What the user typed into the list's search field. */
	filter?: string;
	/** From the answer before, when the user scrolls on. */
	paginationToken?: string;
}

/** Opens a resource locator's list as the editor does: outside of any run, without items. */
export async function runListSearch(
	nodeType: INodeType,
	methodName: string,
	{ parameters = {}, credentials = [], filter, paginationToken }: ListSearch = {},
): Promise<INodeListSearchResult> {
	const { name } = nodeType.description;
	const method = nodeType.methods?.listSearch?.[methodName];
	if (!method) throw new Error(`The node "${name}" has no list search "${methodName}"`);

	const node = placeNode('Node', nodeType, {
		parameters,
		credentials: credentialsOfNode(credentials),
	});
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypesOf({ [name]: nodeType }),
	});
	const context = new LoadOptionsContext(
		workflow,
		node,
		{ ...additionalData(credentials), currentNodeParameters: node.parameters },
		'parameters',
	);
	return await method.call(context, filter, paginationToken);
}
