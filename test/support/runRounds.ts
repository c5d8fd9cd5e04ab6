import type { IDataObject, INodeExecutionData, INodeType, IRun } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { credentialsOfNode } from './GivenCredentials';
import { placeNode, to } from './placeNode';
import type { NodeSetup } from './runNode';
import { runWorkflow } from './runWorkflow';
import { startNode } from './startNode';

export interface Rounds extends Pick<NodeSetup, 'parameters' | 'credentials' | 'retryOnFail'> {
	/** The items of one round after the other, or how each follows from what the last one gave. */
	rounds: IDataObject[][] | NextRound;
	/**
	 * What happens while the workflow waits after a round. With it, n8n saves the execution then, and
	 * another worker goes on with what was saved.
	 */
	duringWait?: () => void;
}

/** No items end the loop. */
export type NextRound = (round: number, last: INodeExecutionData[]) => IDataObject[];

/**
 * Runs a node once in each round of a loop, as n8n's Loop Over Items does, with errors continued.
 *
 * @returns what it put out in each round, and the run as n8n saved it last
 */
export async function runRounds(
	nodeType: INodeType,
	{ rounds, parameters, credentials = [], retryOnFail, duringWait }: Rounds,
): Promise<{ outputs: INodeExecutionData[][]; run: IRun }> {
	const types = [startNode, nodeType, roundsNode(rounds), waitNode];
	const workflow = {
		nodes: [
			placeNode('Start', startNode),
			placeNode('Rounds', roundsNode(rounds)),
			placeNode('Node', nodeType, {
				parameters,
				credentials: credentialsOfNode(credentials),
				onError: 'continueRegularOutput',
				...(retryOnFail && { retryOnFail: true, waitBetweenTries: -1, ...retryOnFail }),
			}),
			placeNode('Wait', waitNode, { disabled: !duringWait }),
		],
		connections: {
			Start: { main: [[to('Rounds')]] },
			Rounds: { main: [[to('Node')]] },
			Node: { main: [[to('Wait')]] },
			Wait: { main: [[to('Rounds')]] },
		},
		nodeTypes: Object.fromEntries(types.map((type) => [type.description.name, type])),
		credentials,
	};
	let run = await runWorkflow(workflow);
	while (run.status === 'waiting') {
		duringWait?.();
		run = await runWorkflow({ ...workflow, goOnFrom: asSaved(run) });
	}
	const { runData } = run.data.resultData;
	return { outputs: (runData.Node ?? []).map(({ data }) => data?.main[0] ?? []), run };
}

/** n8n saves a run as JSON, so that nothing else is left of it. */
export const asSaved = ({ data }: IRun) => JSON.parse(JSON.stringify(data)) as typeof data;

const description = (name: string) => ({
	displayName: name,
	name,
	group: ['transform' as const],
	version: 1,
	description: 'Helps a test to run a node several times',
	defaults: { name },
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	properties: [],
});

/** Puts out the next round each time it is run, and nothing in the end. */
const roundsNode = (rounds: Rounds['rounds']): INodeType => ({
	description: description('rounds'),
	async execute() {
		const memory = this.getContext('node') as { next?: number };
		const round = memory.next ?? 0;
		memory.next = round + 1;
		const items =
			typeof rounds === 'function' ? rounds(round, this.getInputData()) : (rounds[round] ?? []);
		return [items.map((json) => ({ json }))];
	},
});

/** Has n8n save the execution and go on with it another time, as n8n's Wait does. */
const waitNode: INodeType = {
	description: description('wait'),
	async execute() {
		await this.putExecutionToWait(new Date(0));
		return [this.getInputData()];
	},
};
