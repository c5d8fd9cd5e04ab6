import type { INodeParameters, OnError } from 'n8n-workflow';
import { call } from './call';
import { type Execution, runWorkflow } from './runWorkflow';

export interface Credential {
	type: string;
	data: { apiKey: string; baseUrl: string };
}

interface Setup {
	type: string;
	typeVersion: number;
	parameters: INodeParameters;
	onError?: OnError;
}

/** Runs one node, named 'Node', in n8n with one item and one credential. */
export async function runAlone(setup: Setup, { type, data }: Credential): Promise<Execution> {
	const name = `${setup.type} alone`;
	const { id } = await call<{ id: string }>('POST', 'credentials', { name, type, data });
	const start = { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	const workflow = await call<{ id: string }>('POST', 'workflows', {
		name,
		nodes: [
			{ ...start, id: 'Start', name: 'Start', position: [0, 0] },
			{
				...setup,
				id: 'Node',
				name: 'Node',
				position: [200, 0],
				credentials: { [type]: { id, name } },
			},
		],
		connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	return await runWorkflow(workflow.id);
}
