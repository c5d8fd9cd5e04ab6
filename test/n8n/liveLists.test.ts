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

/** All lists are opened at once, which a busy machine takes its time for. */
jest.setTimeout(60_000);

describe('the live lists', () => {
	const { sandbox, evermuse } = useSandbox();

	/** Opens every list of every node; resolves with what it holds or, in place of it, an error. */
	const openAll = async (credentials: Credentials) => {
		const nodes = (await nodeTypes()).filter(({ name }) => !name.endsWith('Tool'));
		const lists = nodes.flatMap((node) =>
			liveLists(node.properties, 'parameters').map((list) => ({ node, list })),
		);
		expect(lists.length).toBeGreaterThan(0);
		return await Promise.all(
			lists.map(async ({ node, list }) => ({
				list: `${node.displayName}, ${list.path}`,
				shown: await search(node, list, credentials).catch(({ message }: Error) => message),
			})),
		);
	};

	it('of every node hold something to choose', async () => {
		await evermuse('/api/v1/ingest', { body: [aRecord()] });

		const opened = await openAll(await makeCredentials(sandbox()));

		const choice = { name: expect.any(String), value: expect.any(String) };
		expect(opened).toEqual(
			opened.map(({ list }) => ({
				list,
				shown: expect.objectContaining({ results: expect.arrayContaining([choice]) }),
			})),
		);
	});

	it('of every node tell the editor what is wrong, and what to do', async () => {
		const opened = await openAll(await makeCredentials(sandbox(), 'another-key'));

		const error =
			/"message":"\w+ does not know this API key.*"description":"Check the API key.*"httpCode":"401"/;
		expect(opened).toEqual(
			opened.map(({ list }) => ({ list, shown: expect.stringMatching(error) })),
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

/** @param apiKey the services' own unless given */
async function makeCredentials(
	{ vambe, evermuse }: Sandbox,
	apiKey?: string,
): Promise<Credentials> {
	const make = async (type: string, service: { apiKey: string; baseUrl: string }) =>
		await call<{ id: string; name: string }>('POST', 'credentials', {
			name: `${type} for the lists`,
			type,
			data: { apiKey: apiKey ?? service.apiKey, baseUrl: service.baseUrl },
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
