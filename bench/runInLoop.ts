import type { INodeType } from 'n8n-workflow';
import { afterNode, seenBy } from '../test/support/afterNode';
import { credentialsOfNode } from '../test/support/GivenCredentials';
import { placeNode, to } from '../test/support/placeNode';
import type { NodeRun, NodeSetup } from '../test/support/runNode';
import { runWorkflow } from '../test/support/runWorkflow';
import { startNode } from '../test/support/startNode';
import { loopOverItems } from './n8nNodes';

/** What a node does with an item at a time, inside n8n's Loop Over Items. */
export async function runInLoop(
	nodeType: INodeType,
	{ parameters, items = [], credentials = [], onError, retryOnFail }: NodeSetup,
): Promise<Pick<NodeRun, 'downstream'>> {
	const loop = loopOverItems();
	const run = await runWorkflow({
		nodes: [
			placeNode('Start', startNode),
			placeNode('Loop', loop),
			placeNode('Node', nodeType, {
				parameters,
				credentials: credentialsOfNode(credentials),
				onError,
				...(retryOnFail && { retryOnFail: true, waitBetweenTries: -1, ...retryOnFail }),
			}),
			placeNode('After Success', afterNode),
			placeNode('After Errors', afterNode),
		],
		connections: {
			Start: { main: [[to('Loop')]] },
			Loop: { main: [[], [to('Node')]] },
			Node: { main: [[to('After Success')], [to('After Errors')]] },
			'After Success': { main: [[to('Loop')]] },
			'After Errors': { main: [[to('Loop')]] },
		},
		nodeTypes: Object.fromEntries(
			[startNode, loop, nodeType, afterNode].map((type) => [type.description.name, type]),
		),
		credentials,
		items: items.map((item) => ({ json: item })),
	});
	return {
		downstream: { success: seenBy(run, 'After Success'), errors: seenBy(run, 'After Errors') },
	};
}
