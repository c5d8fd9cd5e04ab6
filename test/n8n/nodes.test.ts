import type { INodeTypeDescription } from 'n8n-workflow';
import { underTest } from './call';
import { nodeTypes } from './nodeTypes';

describe('the package in n8n', () => {
	it('offers each node as a step, and as a tool for an agent', async () => {
		const names = (await nodeTypes()).map(({ name }) => name.split('.')[1]);

		expect(names.sort()).toEqual([
			'evermuseBatchStatus',
			'evermuseBatchStatusTool',
			'evermuseIngest',
			'evermuseIngestTool',
			'vambeContact',
			'vambeContactTool',
			'vambeEvent',
			'vambeEventTool',
		]);
	});

	it('gives every node an icon that n8n serves', async () => {
		const icons = (await nodeTypes()).flatMap(({ iconUrl }) =>
			typeof iconUrl === 'object' ? Object.values(iconUrl) : [iconUrl],
		);

		expect(icons).toEqual(icons.map(() => expect.stringMatching(/\.svg$/)));
	});

	it('has n8n tell its editor what each operation gives out', async () => {
		const told = (await nodeTypes())
			.filter(({ name }) => !name.endsWith('Tool'))
			.flatMap((node) => operationsOf(node).map(async (operation) => await asked(node, operation)));

		expect(told).toHaveLength(11);
		expect(await Promise.all(told)).toEqual(
			told.map(() => ({
				type: 'object',
				properties: expect.any(Object),
				required: expect.anything(),
			})),
		);
	});
});

/** But for the call by hand, which n8n adds to each node by itself. */
const operationsOf = ({ properties }: INodeTypeDescription) =>
	properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [] }) =>
			options.flatMap((option) => ('value' in option ? option.value : [])),
		)
		.filter((operation) => operation !== '__CUSTOM_API_CALL__');

/** What the editor is answered when it asks which fields an operation gives out. */
async function asked({ name }: INodeTypeDescription, operation: unknown): Promise<unknown> {
	const path = `/schemas/${name}/1.0.0/${String(operation)}.json`;
	const answer = await fetch(`${underTest.address}${path}`);
	return answer.ok ? await answer.json() : `${path} answered ${answer.status}`;
}
