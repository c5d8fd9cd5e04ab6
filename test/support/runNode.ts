import type {
	ExecutionStatus,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	ITaskData,
	NodeExecutionHint,
	OnError,
} from 'n8n-workflow';
import type { SeenItem } from './afterNode';
import { afterNode, seenBy } from './afterNode';
import type { GivenCredential } from './GivenCredentials';
import { credentialsOfNode } from './GivenCredentials';
import { placeNode, to } from './placeNode';
import { outputOf, runWorkflow } from './runWorkflow';
import { startNode } from './startNode';

export interface NodeSetup {
	/** As the user filled in the form; expressions begin with `=`, what is left out is default. */
	parameters?: INodeParameters;
	/** What the node 'Start' puts out: JSON, or whole n8n items, which have an object as `json`. */
	items?: ReadonlyArray<IDataObject | INodeExecutionData>;
	credentials?: readonly GivenCredential[];
	/** The setting On Error; n8n's default is `stopWorkflow`. */
	onError?: OnError;
	/**
	 * The setting Retry On Fail; n8n keeps `maxTries` between 2 and 5. Without `waitBetweenTries`,
	 * in milliseconds, there is no wait. Mind that n8n reads a 0 there as its default of a second.
	 */
	retryOnFail?: { maxTries: number; waitBetweenTries?: number };
	/** The workflow's time zone, UTC by default. */
	timezone?: string;
	/** Aborting it is the user's Stop button. */
	stop?: AbortSignal;
}

/** An error as n8n saves it: a plain object, so that `instanceof` tells nothing. */
export interface SavedError {
	name: string;
	message: string;
	description?: string | null;
	/** Of a NodeApiError: the status, or a code such as `ECONNREFUSED`. */
	httpCode?: string | null;
	context?: IDataObject;
	[key: string]: unknown;
}

export interface NodeRun {
	/** What n8n shows the user. */
	status: ExecutionStatus;
	/** The items on the node's first output. */
	success: INodeExecutionData[];
	/** The items on the error output, which only `continueErrorOutput` has. */
	errors: INodeExecutionData[];
	/** What stopped the workflow. */
	error?: SavedError;
	hints: NodeExecutionHint[];
	/** n8n's own record of the node. One entry whatever the number of tries, none if it never ran. */
	runs: ITaskData[];
	/** What the nodes behind the two outputs saw. */
	downstream: { success: SeenItem[]; errors: SeenItem[] };
}

/**
 * Runs one node in n8n's own engine, between a node 'Start' and one behind each of its outputs.
 *
 * @throws WorkflowHasIssuesError if a required parameter is empty: n8n does not start such a run
 */
export async function runNode(
	nodeType: INodeType,
	{
		parameters = {},
		items = [{}],
		credentials = [],
		onError,
		retryOnFail,
		timezone,
		stop,
	}: NodeSetup = {},
): Promise<NodeRun> {
	const run = await runWorkflow({
		nodes: [
			placeNode('Start', startNode),
			placeNode('Node', nodeType, {
				parameters,
				credentials: credentialsOfNode(credentials),
				onError,
				...(retryOnFail && { retryOnFail: true, waitBetweenTries: NO_WAIT, ...retryOnFail }),
			}),
			placeNode('After Success', afterNode),
			placeNode('After Errors', afterNode),
		],
		connections: {
			Start: { main: [[to('Node')]] },
			Node: { main: [[to('After Success')], [to('After Errors')]] },
		},
		settings: timezone ? { timezone } : {},
		nodeTypes: Object.fromEntries(
			[startNode, nodeType, afterNode].map((type) => [type.description.name, type]),
		),
		credentials,
		items: items.map((item) => (isWholeItem(item) ? item : { json: item })),
		stop,
	});

	const { runData, error } = run.data.resultData;
	const runs = runData.Node ?? [];
	return {
		status: run.status,
		success: outputOf(run, 'Node', 0),
		errors: outputOf(run, 'Node', 1),
		error: error as SavedError | undefined,
		hints: runs.flatMap(({ hints }) => hints ?? []),
		runs,
		downstream: { success: seenBy(run, 'After Success'), errors: seenBy(run, 'After Errors') },
	};
}

/** The engine takes `waitBetweenTries || 1000`, and then nothing below 0. */
const NO_WAIT = -1;

const isWholeItem = (item: IDataObject | INodeExecutionData): item is INodeExecutionData =>
	typeof item.json === 'object' && item.json !== null;
