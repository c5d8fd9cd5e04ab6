import { groupBy, mapValues } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { name as packageName } from '../../package.json';
import { call } from '../n8n/call';

/** A node of this package as it stands on the canvas before a person opens it. */
interface Placed {
	name: string;
	type: 'evermuseBatchStatus' | 'evermuseIngest' | 'vambeContact' | 'vambeEvent';
	parameters?: INodeParameters;
	/** The node before it, the trigger unless given. */
	after?: string;
}

/** Saves a workflow whose trigger has pinned items. Resolves with its path. */
export async function makeWorkflow(items: IDataObject[], placed: Placed[]): Promise<string> {
	const known = await call<Array<{ id: string; name: string; type: string }>>('GET', 'credentials');
	const nodes = placed.map(({ name, type, parameters = {} }, index) => {
		const service = type.startsWith('vambe') ? 'Vambe' : 'Evermuse';
		const { id, name: credential, type: credentialType } = ofSandbox(known, service);
		return {
			id: name,
			name,
			type: `${packageName}.${type}`,
			typeVersion: 1,
			position: [300, index * 200],
			parameters,
			credentials: { [credentialType]: { id, name: credential } },
		};
	});
	const start = {
		id: 'Start',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const { id } = await call<{ id: string }>('POST', 'workflows', {
		name: 'By hand',
		nodes: [start, ...nodes],
		connections: mapValues(
			groupBy(placed, ({ after = 'Start' }) => after),
			(next) => ({ main: [next.map(({ name }) => ({ node: name, type: 'main', index: 0 }))] }),
		),
		pinData: { Start: items.map((json) => ({ json })) },
		settings: { executionOrder: 'v1' },
	});
	return `/workflow/${id}`;
}

function ofSandbox<Known extends { name: string }>(known: Known[], service: string): Known {
	const found = known.find(({ name }) => name === `${service} sandbox`);
	if (!found) throw new Error(`n8n has no credential for the local ${service}`);
	return found;
}
