import type { INode } from 'n8n-workflow';
import { call } from './call';

/** A node as a workflow holds it, as far as it matters. */
export type Step = Pick<INode, 'name' | 'type'> & Partial<INode>;

/** What n8n gives for a saved workflow. */
export interface SavedWorkflow {
	id: string;
	versionId: string;
}

/** Saves a workflow in which each node follows the one before it. */
export async function saveChain(name: string, steps: Step[]): Promise<SavedWorkflow> {
	const next = (index: number) => [{ node: steps[index + 1].name, type: 'main', index: 0 }];
	return await call('POST', 'workflows', {
		name,
		nodes: steps.map((step) => ({
			id: step.name,
			typeVersion: 1,
			parameters: {},
			position: [0, 0],
			...step,
		})),
		connections: Object.fromEntries(
			steps.slice(0, -1).map((step, index) => [step.name, { main: [next(index)] }]),
		),
		settings: { executionOrder: 'v1' },
	});
}
