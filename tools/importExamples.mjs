import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './folders.mjs';

/**
 * Puts the sandbox's two credentials and every workflow of `examples/` into a running n8n.
 * A workflow is written again only when its file has changed since or the workflow is gone,
 * so what a person changed in n8n stays. Resolves with `[{ file, name, id }]`.
 */
export async function importExamples({ call, userFolder, vambePort, evermusePort }) {
	const credentials = await putCredentials(call, sandboxCredentials({ vambePort, evermusePort }));
	const present = await call('GET', '/rest/workflows');
	const importedFile = join(userFolder, 'imported-examples.json');
	const imported = await readFile(importedFile, 'utf8').then(JSON.parse, () => ({}));

	const workflows = [];
	for (const { file, text } of await readExamples()) {
		const example = withCredentials(JSON.parse(text), credentials);
		const hash = createHash('sha256').update(text).digest('hex');
		const known = present.find(({ name }) => name === example.name);
		const id =
			known && imported[file] === hash ? known.id : await putWorkflow(call, example, known);
		imported[file] = hash;
		workflows.push({ file, name: example.name, id });
	}
	await writeFile(importedFile, JSON.stringify(imported, null, 2));
	return workflows;
}

const sandboxCredentials = ({ vambePort, evermusePort }) => [
	{
		name: 'Vambe sandbox',
		type: 'vambeApi',
		data: { apiKey: 'vambe-sandbox-key', baseUrl: `http://127.0.0.1:${vambePort}` },
	},
	{
		name: 'Evermuse sandbox',
		type: 'evermuseApi',
		data: { apiKey: 'em_sk_sandbox', baseUrl: `http://127.0.0.1:${evermusePort}` },
	},
];

async function putCredentials(call, credentials) {
	const present = await call('GET', '/rest/credentials');
	const ids = {};
	for (const credential of credentials) {
		const known = present.find(({ name }) => name === credential.name);
		const { id } = known
			? await call('PATCH', `/rest/credentials/${known.id}`, credential)
			: await call('POST', '/rest/credentials', credential);
		ids[credential.name] = id;
	}
	return ids;
}

async function readExamples() {
	const folder = join(projectFolder, 'examples');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	return await Promise.all(
		files.map(async (file) => ({ file, text: await readFile(join(folder, file), 'utf8') })),
	);
}

/** An example names its credentials; an n8n knows them by id. */
const withCredentials = (workflow, ids) => ({
	...workflow,
	nodes: workflow.nodes.map((node) => ({
		...node,
		...(node.credentials && {
			credentials: Object.fromEntries(
				Object.entries(node.credentials).map(([type, { name }]) => [type, { id: ids[name], name }]),
			),
		}),
	})),
});

async function putWorkflow(call, { name, nodes, connections, settings }, known) {
	const workflow = { name, nodes, connections, settings };
	const { id } = known
		? await call('PATCH', `/rest/workflows/${known.id}?forceSave=true`, workflow)
		: await call('POST', '/rest/workflows', workflow);
	return id;
}
