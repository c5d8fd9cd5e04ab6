import { join } from 'node:path';
import { projectFolder } from './folders.mjs';
import { startServer } from './startServer.mjs';

/** Starts the local Vambe and Evermuse. Vambe's hourly limit counts hours of `hourSeconds`. */
export async function startSandbox({ vambePort, evermusePort, hourSeconds, logFolder }) {
	return await startServer({
		name: 'The sandbox',
		command: process.execPath,
		args: [
			'--import',
			'tsx',
			'sandbox/main.ts',
			`--vambe-port=${vambePort}`,
			`--evermuse-port=${evermusePort}`,
			`--hour-seconds=${hourSeconds}`,
		],
		cwd: projectFolder,
		logFile: join(logFolder, 'sandbox.log'),
		readyUrls: [vambePort, evermusePort].map((port) => `http://127.0.0.1:${port}/sandbox/ledger`),
	});
}
