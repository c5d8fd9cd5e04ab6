import { once } from 'node:events';
import { join } from 'node:path';
import { Problem } from '../tools/Problem.mjs';
import { checkSystem } from '../tools/checkMachine.mjs';
import { ensureN8n, ensureProjectTools } from '../tools/ensureInstalled.mjs';
import { projectFolder, runtimeFolder } from '../tools/folders.mjs';
import { inTemporaryFolder } from '../tools/inTemporaryFolder.mjs';
import { endAllWithThis, startProcess } from '../tools/processes.mjs';

async function main(args) {
	checkSystem();
	endAllWithThis();
	await ensureProjectTools();
	await ensureN8n();
	process.exitCode = await inTemporaryFolder((userFolder) => measure(args, userFolder));
}

/** Measures on the Node.js that n8n itself runs on. */
async function measure(args, userFolder) {
	const node = join(runtimeFolder, 'node_modules/.bin/node');
	const child = startProcess(
		node,
		['--expose-gc', '--require', './bench/registerTypeScript.cjs', 'bench/speed/main.ts', ...args],
		{
			cwd: projectFolder,
			stdio: ['ignore', 'inherit', 'inherit'],
			env: { ...process.env, N8N_USER_FOLDER: userFolder, N8N_LOG_LEVEL: 'silent' },
		},
	);
	const [code] = await once(child, 'exit');
	return code ?? 1;
}

await main(process.argv.slice(2)).catch((error) => {
	console.error(`\n${error instanceof Problem ? error.message : error.stack}`);
	process.exitCode = 1;
});
