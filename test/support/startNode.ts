import type { INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

/** A trigger: it puts out what `runWorkflow` is given as `items`. */
export const startNode: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: 'Starts the workflow under test',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	// Never called in a published workflow: what it would have sent is where the run begins.
	trigger: async () => undefined,
};
