import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	ExecutionStatus,
	IConnections,
	INode,
	INodeExecutionData,
	INodeType,
	IRun,
	IRunExecutionData,
	IWorkflowSettings,
} from 'n8n-workflow';
import { deepCopy, Workflow } from 'n8n-workflow';
import { additionalData } from './additionalData';
import type { GivenCredential } from './GivenCredentials';
import { nodeTypesOf } from './nodeTypesOf';

export interface WorkflowUnderTest {
	/** `nodes`, `connections` and `settings` as in an exported workflow; they are not changed. */
	nodes: readonly INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	/** The node types by the `type` that the nodes name; one of them must have a `trigger`. */
	nodeTypes: Record<string, INodeType>;
	credentials?: readonly GivenCredential[];
	/** The items that the trigger puts out; one empty item by default. */
	items?: readonly INodeExecutionData[];
	/** Aborting it is the user's Stop button. */
	stop?: AbortSignal;
	/** What n8n saved of a run that waits or failed, to go on from there and not from the trigger. */
	goOnFrom?: IRunExecutionData;
}

/**
 * Runs a workflow through n8n's own engine from its trigger on, as n8n runs a published one.
 *
 * @returns the run, once every node has come to rest, with the status that n8n saved. A run that
 * failed or was stopped is a result too.
 * @throws WorkflowHasIssuesError, as n8n does before the first node runs: a required parameter is
 * empty, or a node type is not known
 */
export async function runWorkflow({
	nodes,
	connections,
	settings,
	nodeTypes,
	credentials = [],
	items = [{ json: {} }],
	stop,
	goOnFrom,
}: WorkflowUnderTest): Promise<IRun> {
	const workflow = new Workflow({
		id: 'workflow-under-test',
		active: true,
		nodes: deepCopy([...nodes]),
		connections,
		nodeTypes: nodeTypesOf(nodeTypes),
		settings: { executionOrder: 'v1', timezone: 'UTC', ...settings },
	});
	const trigger = Object.values(workflow.nodes).find(({ type }) => nodeTypes[type]?.trigger);
	if (!trigger) throw new Error('The workflow has no trigger to start from');

	const hooks = hooksOf(workflow);
	let saved: ExecutionStatus | undefined;
	// When the user stops a run, n8n saves it at once; the engine's own status may still change.
	hooks.addHandler('workflowExecuteAfter', ({ status }) => {
		saved = status;
	});
	const execution = new WorkflowExecute(
		{ ...additionalData(credentials), executionId: EXECUTION_ID, hooks },
		MODE,
		goOnFrom ?? startingAt(trigger, items),
	).processRunExecutionData(workflow);

	const cancel = () => execution.cancel();
	stop?.addEventListener('abort', cancel);
	try {
		const run = await execution;
		return { ...run, status: endOf(saved ?? run.status, run) };
	} finally {
		stop?.removeEventListener('abort', cancel);
	}
}

/** What a node put out on one of its outputs, over all of its runs. */
export const outputOf = (run: IRun, node: string, output = 0): INodeExecutionData[] =>
	(run.data.resultData.runData[node] ?? []).flatMap(({ data }) => data?.main?.[output] ?? []);

const MODE = 'trigger';
const EXECUTION_ID = '1';

/** Older engines leave it to the server to tell from a run that goes no further how it ended. */
const endOf = (status: ExecutionStatus, { data, finished }: IRun): ExecutionStatus => {
	if (status !== 'running') return status;
	return data.resultData.error ? 'error' : finished ? 'success' : status;
};

/** As n8n-workflow makes it; its function for that is not there before n8n 1.120. */
const startingAt = (node: INode, items: readonly INodeExecutionData[]) =>
	({
		version: 1,
		startData: {},
		resultData: { runData: {} },
		executionData: {
			contextData: {},
			metadata: {},
			nodeExecutionStack: [{ node, data: { main: [[...items]] }, source: null }],
			waitingExecution: {},
			waitingExecutionSource: {},
		},
	}) as unknown as IRunExecutionData;

/** How the engine tells the server what happens; it does not start without. */
const hooksOf = ({ id, nodes, connectionsBySourceNode }: Workflow) =>
	new ExecutionLifecycleHooks(MODE, EXECUTION_ID, {
		id,
		name: id,
		active: true,
		isArchived: false,
		createdAt: new Date(0),
		updatedAt: new Date(0),
		activeVersionId: null,
		nodes: Object.values(nodes),
		connections: connectionsBySourceNode,
	});
