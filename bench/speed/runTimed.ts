import { sumBy } from 'lodash';
import type { INodeExecutionData, INodeParameters, INodeType, OnError } from 'n8n-workflow';
import type { GivenCredential } from '../../test/support/GivenCredentials';
import { credentialsOfNode } from '../../test/support/GivenCredentials';
import { placeNode, to } from '../../test/support/placeNode';
import { runWorkflow } from '../../test/support/runWorkflow';
import { startNode } from '../../test/support/startNode';
import type { Took } from './timedNode';
import { timedNode } from './timedNode';

/** A node as it is set up in a chain of nodes. */
export interface ChainLink {
	nodeType: INodeType;
	parameters?: INodeParameters;
	onError?: OnError;
}

/**
 * Runs nodes, one behind the other, through n8n's own engine.
 *
 * @param collect whether garbage is collected around each of them
 * @returns what all of them took together
 * @throws if the run failed
 */
export async function runTimed(
	chain: readonly ChainLink[],
	items: readonly INodeExecutionData[],
	credential: GivenCredential,
	{ collect = false } = {},
): Promise<Took> {
	const timed = chain.map(({ nodeType }) => timedNode(nodeType, collect));
	const nameOf = (index: number) => `Node ${index + 1}`;
	const names = ['Start', ...chain.map((_, index) => nameOf(index))];
	const run = await runWorkflow({
		nodes: [
			placeNode('Start', startNode),
			...chain.map(({ nodeType, parameters, onError }, index) =>
				placeNode(nameOf(index), nodeType, {
					parameters,
					onError,
					credentials: credentialsOfNode([credential]),
				}),
			),
		],
		connections: Object.fromEntries(
			chain.map((_, index) => [names[index], { main: [[to(names[index + 1])]] }]),
		),
		nodeTypes: Object.fromEntries(
			[startNode, ...timed.map(({ node }) => node)].map((type) => [type.description.name, type]),
		),
		credentials: [credential],
		items,
	});
	const { error } = run.data.resultData;
	if (error) throw new Error(`A run that was to be timed failed: ${error.message}`);
	return together(timed.map(({ took }) => took()));
}

const together = (parts: readonly Took[]): Took => ({
	wallMs: sumBy(parts, 'wallMs'),
	cpuMs: sumBy(parts, 'cpuMs'),
	longestPauseMs: Math.max(...parts.map(({ longestPauseMs }) => longestPauseMs)),
	memoryBefore: parts[0].memoryBefore,
	memoryAtMost: Math.max(...parts.map(({ memoryAtMost }) => memoryAtMost)),
	liveBefore: parts[0].liveBefore,
	liveAfter: parts[parts.length - 1].liveAfter,
});
