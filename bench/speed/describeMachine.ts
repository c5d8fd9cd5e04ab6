import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { Expression } from 'n8n-workflow';
import { projectFolder } from '../../tools/folders.mjs';
import { run } from '../../tools/run.mjs';

/** What a figure depends on beside the code that is measured, and which code that is. */
export async function describeMachine(): Promise<string> {
	const git = async (...args: string[]) =>
		String(await run('git', args, { cwd: projectFolder })).trim();
	const commit = await git('rev-parse', '--short', 'HEAD');
	const changed = (await git('status', '--porcelain')) === '' ? '' : ' and changes since';
	const [{ model }] = cpus();
	return [
		`commit ${commit}${changed}`,
		`Node.js ${process.version}`,
		`n8n-core ${versionOf('n8n-core')} with its expression engine "${Expression.getActiveImplementation()}"`,
		`${model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
	].join('; ');
}

/** Not by `require`: not every package shows its package.json. */
function versionOf(name: string): string {
	let folder = dirname(createRequire(__filename).resolve(name));
	while (!folder.endsWith(join('node_modules', name))) folder = dirname(folder);
	const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
		version: string;
	};
	return version;
}
