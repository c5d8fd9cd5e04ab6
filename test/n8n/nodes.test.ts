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
});
