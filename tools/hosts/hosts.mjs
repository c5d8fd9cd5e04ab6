/**
 * The n8n versions to run on, the oldest first: the versions of its libraries that each came with,
 * and the Node.js versions that it allows. The last is the newest n8n once more, as one that has
 * gone over to zod 4.
 */
export const HOSTS = [
	host('1.100.1', { core: '1.99.0', workflow: '1.97.0', nodes: [20, 22, 24] }),
	host('1.110.1', { core: '1.109.0', workflow: '1.107.0', nodes: [20, 22, 24] }),
	host('1.123.81', { core: '1.122.48', workflow: '1.120.31', nodes: [20, 22, 24] }),
	host('2.11.4', { core: '2.11.1', workflow: '2.11.1', nodes: [22, 24] }),
	host('2.20.12', { core: '2.20.6', workflow: '2.20.3', nodes: [22, 24] }),
	host('2.23.1', { core: '2.23.0', workflow: '2.23.0', nodes: [22, 24] }),
	host('2.41.1', { core: '2.41.1', workflow: '2.41.0', zod: '3.25.76', nodes: [24] }),
	host('2.41.1', { core: '2.41.1', workflow: '2.41.0', zod: '4.6.7', nodes: [24] }),
];

function host(n8n, { core, workflow, zod = '3.25.67', nodes }) {
	return { n8n, nodes, zod, libraries: { 'n8n-core': core, 'n8n-workflow': workflow, zod } };
}
