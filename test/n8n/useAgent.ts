import { memoize } from 'lodash';
import type { ExecutionStatus, IDataObject, INodeParameters } from 'n8n-workflow';
import { name as packageName } from '../../package.json';
import { useSandbox } from '../sandbox/useSandbox';
import { call } from './call';
import { runWorkflow } from './runWorkflow';
import { type OfferedTool, type StandInModel, startStandInModel } from './standInModel';

/** A node as a tool, set up as in the editor. */
export interface Tool {
	/** The node's name as a step. */
	node: 'evermuseBatchStatus' | 'evermuseIngest' | 'vambeContact' | 'vambeEvent';
	parameters: INodeParameters;
}

interface Setup {
	/** A known one unless given. */
	apiKey?: string;
	/** The newest of the AI Agent node unless given. */
	agentVersion?: number;
}

interface Conversation {
	/** How the run ended. */
	status: ExecutionStatus;
	/** The tool as the model was told of it. */
	offered: OfferedTool;
	/** What the model got for its call, as it got it. */
	answer: string;
	/** What the editor shows at the tool, if that failed. */
	toolError?: { message: string; description?: string | null };
}

const AI_NODES = '@n8n/n8n-nodes-langchain';

/** The first run also makes n8n load its agent. */
const SLOWEST_RUN_MS = 60_000;

/** Two local services, fresh before each test, and an agent of the running n8n that has one tool. */
export function useAgent() {
	const { sandbox, evermuse } = useSandbox();
	let model: StandInModel;
	let modelCredential: { id: string; name: string };

	jest.setTimeout(SLOWEST_RUN_MS);
	beforeAll(async () => {
		model = await startStandInModel();
		const data = { apiKey: 'any', url: model.baseUrl };
		modelCredential = await makeCredential('openAiApi', data);
	});
	afterAll(async () => {
		await model.close();
	});

	const credentialOf = memoize(
		async (service: 'evermuse' | 'vambe', apiKey: string) =>
			await makeCredential(`${service}Api`, { apiKey, baseUrl: sandbox()[service].baseUrl }),
		(...both) => both.join(),
	);

	return {
		sandbox,
		evermuse,
		/** Has the model call the tool with these arguments. */
		async ask(
			{ node, parameters }: Tool,
			args: IDataObject,
			{ apiKey, agentVersion = 3.1 }: Setup = {},
		): Promise<Conversation> {
			const service = node.startsWith('vambe') ? 'vambe' : 'evermuse';
			const credential = await credentialOf(service, apiKey ?? sandbox()[service].apiKey);
			const { id } = await call<{ id: string }>('POST', 'workflows', {
				name: 'An agent with a tool',
				nodes: [
					placed('Start', 'n8n-nodes-base.manualTrigger', 1),
					placed('Agent', `${AI_NODES}.agent`, agentVersion, {
						promptType: 'define',
						text: JSON.stringify(args),
					}),
					{
						...placed('Model', `${AI_NODES}.lmChatOpenAi`, 1.3, { responsesApiEnabled: false }),
						credentials: { openAiApi: modelCredential },
					},
					{
						...placed('The Tool', `${packageName}.${node}Tool`, 1, parameters),
						credentials: { [`${service}Api`]: credential },
					},
				],
				connections: {
					Start: intoAgent('main'),
					Model: intoAgent('ai_languageModel'),
					'The Tool': intoAgent('ai_tool'),
				},
				settings: { executionOrder: 'v1' },
			});

			const { status, data } = await runWorkflow(id);

			const [first, second] = model.requests.splice(0);
			if (!second) throw new Error(`The agent's run ended as ${status} before the tool answered`);
			return {
				status,
				offered: first.tools[0].function,
				answer: second.messages[second.messages.length - 1].content,
				toolError: data.resultData.runData['The Tool'][0].error,
			};
		},
	};
}

const placed = (name: string, type: string, typeVersion: number, parameters = {}) => ({
	id: name,
	name,
	type,
	typeVersion,
	parameters,
	position: [0, 0],
});

const intoAgent = (type: string) => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });

async function makeCredential(type: string, data: IDataObject) {
	const name = `${type} of the agent`;
	const { id } = await call<{ id: string }>('POST', 'credentials', { name, type, data });
	return { id, name };
}
