import type { INodeTypeDescription } from 'n8n-workflow';
import { name as packageName } from '../../package.json';
import { underTest } from './call';

/** This package's nodes as the running n8n describes them to its editor. */
export async function nodeTypes(): Promise<INodeTypeDescription[]> {
	const answer = await fetch(`${underTest.address}/types/nodes.json`, {
		headers: { cookie: underTest.cookie },
	});
	const all = (await answer.json()) as INodeTypeDescription[];
	return all.filter(({ name }) => name.startsWith(`${packageName}.`));
}
