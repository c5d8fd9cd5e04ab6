import type { INode, INodeParameters } from 'n8n-workflow';
import { placeNode } from '../../../test/support/placeNode';
import { name as ourPackage } from '../../../package.json';
import type { ChainLink } from '../runTimed';
import type { Line } from './startRealN8n';

/** A line of which some nodes are measured. */
export interface MeasuredLine extends Line {
	/** The names of those. */
	measured: string[];
}

/** A workflow for n8n: a Code node makes the items, and behind it stand the nodes to measure. */
export function lineOf(name: string, makeItems: string, nodes: readonly INode[]): MeasuredLine {
	const start = aNode('Start', 'n8n-nodes-base.manualTrigger', 1, {});
	return {
		name,
		nodes: [start, codeOf('Make Items', makeItems), ...nodes],
		measured: nodes.map((node) => node.name),
	};
}

/** A node of n8n's or of ours, with a credential. */
export const nodeOf = (
	name: string,
	{ nodeType, parameters }: ChainLink,
	credential: { type: string; id: string },
): INode => {
	const node = placeNode(name, nodeType, {
		parameters,
		credentials: { [credential.type]: { id: credential.id, name: credential.type } },
	});
	return { ...node, type: node.type.includes('.') ? node.type : `${ourPackage}.${node.type}` };
};

export const codeOf = (name: string, jsCode: string): INode =>
	aNode(name, 'n8n-nodes-base.code', 2, { jsCode });

const aNode = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: INodeParameters,
): INode => ({ id: name, name, type, typeVersion, position: [0, 0], parameters });
