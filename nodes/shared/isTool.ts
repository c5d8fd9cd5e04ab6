import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Whether the node runs as a tool of an AI agent. n8n makes a node type of its own of a node that is
 * a tool, with this at the end of its name.
 */
export const isTool = (context: IExecuteFunctions): boolean =>
	context.getNode().type.endsWith('Tool');
