import type { INode, INodeType } from 'n8n-workflow';

/** A node of a type as it lies on the canvas, with its newest version and no settings but these. */
export const placeNode = (
	name: string,
	{ description }: INodeType,
	settings: Partial<INode> = {},
): INode => ({
	id: name,
	name,
	type: description.name,
	typeVersion: Math.max(...[description.version].flat()),
	position: [0, 0],
	parameters: {},
	...settings,
});

/** The end of a connection: the first input of a node. */
export const to = (node: string) => ({ node, type: 'main', index: 0 }) as const;
