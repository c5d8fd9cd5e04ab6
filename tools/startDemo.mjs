import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureN8n, ensureProjectTools } from './ensureInstalled.mjs';
import { importExamples } from './importExamples.mjs';
import { inTemporaryFolder } from './inTemporaryFolder.mjs';
import { installIntoN8n } from './installIntoN8n.mjs';
import { packPackage } from './packPackage.mjs';
import { signIn } from './signIn.mjs';
import { startN8n } from './startN8n.mjs';
import { startSandbox } from './startSandbox.mjs';
import { step } from './step.mjs';

/**
 * Brings up the sandbox and an n8n with this package installed as a user installs it, and the
 * examples in it. Installs what that needs first.
 * Resolves with n8n's address, who is signed in, the workflows, where the servers' logs are, n8n's
 * process, and `died`: the Problem to show when one of the servers ends by itself.
 */
export async function startDemo({ userFolder, ports, hourSeconds, env }) {
	await ensureProjectTools();
	await ensureN8n();
	await mkdir(userFolder, { recursive: true });
	await step('Build the package and install it into n8n', () =>
		inTemporaryFolder(async (folder) => installIntoN8n(await packPackage(folder), userFolder)),
	);

	const logFolder = join(userFolder, 'logs');
	const servers = await step('Start the sandbox and n8n', () =>
		Promise.all([
			startSandbox({ ...ports, hourSeconds, logFolder }),
			startN8n({ ...ports, userFolder, logFolder, env }),
		]),
	);

	const address = `http://127.0.0.1:${ports.n8nPort}`;
	const { cookie, call } = await signIn(address);
	const workflows = await step('Import the credentials and the examples', () =>
		importExamples({ ...ports, call, userFolder }),
	);
	const died = Promise.race(servers.map((server) => server.died));
	return { address, cookie, workflows, logFolder, n8nPid: servers[1].pid, died };
}
