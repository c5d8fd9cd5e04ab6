import { once } from 'node:events';
import { Problem } from '../tools/Problem.mjs';
import { checkSystem } from '../tools/checkMachine.mjs';
import { ensureN8n, ensureProjectTools } from '../tools/ensureInstalled.mjs';
import { projectFolder } from '../tools/folders.mjs';
import { inTemporaryFolder } from '../tools/inTemporaryFolder.mjs';
import { endAllWithThis, startProcess } from '../tools/processes.mjs';

async function main(args) {
	checkSystem();
	endAllWithThis();
	await ensureProjectTools();
	await ensureN8n();
	process.exitCode = await inTemporaryFolder((userFolder) => compare(args, userFolder));
}

async function compare(args, userFolder) {
	const child = startProcess(process.execPath, ['--import', 'tsx', 'bench/compare.ts', ...args], {
		cwd: projectFolder,
		stdio: ['ignore', 'inherit', 'inherit'],
		env: {
			...process.env,
			N8N_USER_FOLDER: userFolder,
			N8N_LOG_LEVEL: 'silent',
			// How long HTTP Request waits for the rest of an answer: 5 minutes by default.
			N8N_HTTP_RESPONSE_BODY_READ_TIMEOUT: '3000',
		},
	});
	const [code] = await once(child, 'exit');
	return code ?? 1;
}

await main(process.argv.slice(2)).catch((error) => {
	console.error(`\n${error instanceof Problem ? error.message : error.stack}`);
	process.exitCode = 1;
});
