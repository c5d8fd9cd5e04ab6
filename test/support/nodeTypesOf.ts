import type { INodeType, INodeTypes } from 'n8n-workflow';

/** The given node types as the engine looks them up. An unknown one is `undefined`, as in n8n. */
export const nodeTypesOf = (types: Record<string, INodeType>): INodeTypes => ({
	getByName: (type) => types[type],
	getByNameAndVersion: (type) => types[type],
	getKnownTypes: () => ({}),
});
