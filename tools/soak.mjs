import { once } from 'node:events';
import { Problem } from './Problem.mjs';
import { checkSystem } from './checkMachine.mjs';
import { ensureProjectTools } from './ensureInstalled.mjs';
import { projectFolder } from './folders.mjs';
import { endAllWithThis, startProcess } from './processes.mjs';

async function main(args) {
	checkSystem();
	if (process.platform !== 'linux')
		throw new Problem('Connections are read from /proc/net/tcp: Linux only.');
	endAllWithThis();
	await ensureProjectTools();
	const child = startProcess(process.execPath, ['--import', 'tsx', 'tools/soak/main.ts', ...args], {
		cwd: projectFolder,
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	const [code] = await once(child, 'exit');
	process.exitCode = code ?? 1;
}

await main(process.argv.slice(2)).catch((error) => {
	console.error(`\n${error instanceof Problem ? error.message : error.stack}`);
	process.exitCode = 1;
});
