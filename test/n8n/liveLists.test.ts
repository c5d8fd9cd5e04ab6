import type { INodeListSearchResult, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/startSandbox';
import { aRecord } from '../sandbox/aRecord';
import { useSandbox } from '../sandbox/useSandbox';
import { call } from './call';
import { nodeTypes } from './nodeTypes';

interface LiveList {
	path: string;
	methodName: string;
}

describe('the live lists', () => {
	const { sandbox, evermuse } = useSandbox();

	it('of every node hold something to choose', async () => {
		await evermuse('/api/v1/ingest', { body: [aRecord()] });
		const credentials = await makeCredentials(sandbox());
		const lists = (await nodeTypes())
			.filter(({ name }) => !name.endsWith('Tool'))
			.flatMap((node) =>
				liveLists(node.properties, 'parameters').map((list) => ({ node, ...list })),
			);

		const choices = await Promise.all(
			lists.map(async ({ node, ...list }) => ({
				list: `${node.displayName}, ${list.path}`,
				first: (await search(node, list, credentials)).results[0],
			})),
		);

		expect(choices.length).toBeGreaterThan(0);
		expect(choices).toEqual(
			choices.map(({ list }) => ({
				list,
				first: expect.objectContaining({ name: expect.any(String), value: expect.any(String) }),
			})),
		);
	});
});

function liveLists(properties: INodeProperties[], path: string): LiveList[] {
	return properties.flatMap((property) => {
		const here = `${path}.${property.name}`;
		const own = (property.modes ?? []).flatMap(({ typeOptions }) =>
			typeOptions?.searchListMethod
				? [{ path: here, methodName: typeOptions.searchListMethod }]
				: [],
		);
		const inside =
			property.type === 'collection'
				? liveLists((property.options ?? []) as INodeProperties[], here)
				: [];
		return [...own, ...inside];
	});
}

type Credentials = Record<string, { id: string; name: string }>;

async function makeCredentials({ vambe, evermuse }: Sandbox): Promise<Credentials> {
	const make = async (type: string, { apiKey, baseUrl }: { apiKey: string; baseUrl: string }) =>
		await call<{ id: string; name: string }>('POST', 'credentials', {
			name: `${type} for the lists`,
			type,
			data: { apiKey, baseUrl },
		});
	return {
		vambeApi: await make('vambeApi', vambe),
		evermuseApi: await make('evermuseApi', evermuse),
	};
}

/** What the editor does when the list is opened. */
async function search(
	{ name, version, credentials: needed = [] }: INodeTypeDescription,
	{ path, methodName }: LiveList,
	credentials: Credentials,
): Promise<INodeListSearchResult> {
	return await call('POST', 'dynamic-node-parameters/resource-locator-results', {
		path,
		methodName,
		nodeTypeAndVersion: { name, version },
		currentNodeParameters: {},
		credentials: Object.fromEntries(
			needed.map(({ name: type }) => {
				const { id, name: called } = credentials[type];
				return [type, { id, name: called }];
			}),
		),
	});
}
