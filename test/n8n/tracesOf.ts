import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { call, underTest } from './call';

/** So many characters in a row of a random key appear nowhere by chance. */
const PART = 8;

/** The most that n8n lists at once: many times what one test runs. */
const NEWEST = 100;

/**
 * Looks for parts of a key in all that n8n keeps and tells: its folder with the database, its log,
 * and the newest executions as its API gives them.
 *
 * @param shown what it told besides
 * @param length of a part, in characters
 * @returns where a part of the key stands, and which
 */
export async function tracesOf(
	key: string,
	shown: unknown = null,
	length = PART,
): Promise<string[]> {
	const count = key.length - length + 1;
	const parts = Array.from({ length: count }, (_, at) => key.slice(at, at + length));
	const places = [...keptFiles(), ...(await executions()), ['shown', JSON.stringify(shown)]];
	return places.flatMap(([place, text]) => {
		const found = parts.find((part) => text.includes(part));
		return found === undefined ? [] : [`${place}: ${found}`];
	});
}

/** All but the installed packages. */
function keptFiles(): Array<[place: string, text: string]> {
	const folder = join(underTest.userFolder, '.n8n');
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join(folder, 'nodes')))
		.map((entry) => join(entry.parentPath, entry.name))
		.concat(underTest.n8nLog)
		.map((file) => [basename(file), readFileSync(file, 'latin1')]);
}

async function executions(): Promise<Array<[place: string, text: string]>> {
	const listed = `executions?limit=${NEWEST}`;
	const { results } = await call<{ results: Array<{ id: string }> }>('GET', listed);
	return await Promise.all(
		results.map(async ({ id }): Promise<[string, string]> => {
			const execution = await call('GET', `executions/${id}`);
			return ['an execution', JSON.stringify(execution)];
		}),
	);
}
