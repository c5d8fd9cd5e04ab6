import { PackageDirectoryLoader } from 'n8n-core';

// Where `packPackage.mjs` unpacked the package.
const loader = new PackageDirectoryLoader(process.env.PACKED_PACKAGE ?? '');

beforeAll(async () => await loader.loadAll());

const one = <Entry extends { name: string }>(entries: Entry[], name: string) =>
	entries.find((entry) => entry.name === name);

describe("n8n's own loader finds in the package", () => {
	it('four nodes and two credentials', () => {
		const { nodes, credentials } = loader.types;

		expect(nodes.map(({ name }) => name).sort()).toEqual([
			'evermuseBatchStatus',
			'evermuseIngest',
			'vambeContact',
			'vambeEvent',
		]);
		expect(credentials.map(({ name }) => name).sort()).toEqual(['evermuseApi', 'vambeApi']);
	});

	it.each(['evermuseBatchStatus', 'evermuseIngest', 'vambeContact', 'vambeEvent'])(
		'%s with what n8n shows of it: its icons and the words it is found by',
		(name) => {
			const node = one(loader.types.nodes, name);

			expect(node?.iconUrl).toEqual({
				light: expect.stringMatching(/^icons\/.+\.svg$/),
				dark: expect.stringMatching(/^icons\/.+\.dark\.svg$/),
			});
			expect(node?.codex?.alias?.length).toBeGreaterThan(0);
			expect(node?.codex?.categories?.length).toBeGreaterThan(0);
		},
	);

	it.each([
		['evermuseApi', ['evermuseBatchStatus', 'evermuseIngest']],
		['vambeApi', ['vambeContact', 'vambeEvent']],
	])('%s with its icons, and the nodes that take it', (name, nodes) => {
		const credential = one(loader.types.credentials, name);

		expect(credential?.iconUrl).toEqual({
			light: expect.stringMatching(/^icons\/.+\.svg$/),
			dark: expect.stringMatching(/^icons\/.+\.dark\.svg$/),
		});
		expect(loader.known.credentials[name]?.supportedNodes?.sort()).toEqual(nodes);
	});
});
