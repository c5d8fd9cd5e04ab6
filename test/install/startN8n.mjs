import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureN8n } from '../../tools/ensureInstalled.mjs';
import { projectFolder } from '../../tools/folders.mjs';
import { packPackage } from '../../tools/packPackage.mjs';
import { endAllWithThis } from '../../tools/processes.mjs';
import { signIn } from '../../tools/signIn.mjs';
import { startN8n } from '../../tools/startN8n.mjs';
import { step } from '../../tools/step.mjs';
import { freePorts } from '../n8n/freePorts.mjs';
import { packNextVersion } from './packNextVersion.mjs';

/** Newer than any we will publish. */
const NEXT = '1000.0.0';

/** Packs the package and a next version of it, and brings up an n8n that has neither. */
export default async () => {
	endAllWithThis();
	await ensureN8n();
	const manifest = JSON.parse(await readFile(join(projectFolder, 'package.json'), 'utf8'));
	const [n8nPort, brokerPort, registryPort] = await freePorts(3);
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-'));
	const releases = await step('Pack the package, and the next version of it', async () => {
		const tarball = await packPackage(userFolder);
		return [
			{ version: manifest.version, tarball },
			{ version: NEXT, tarball: await packNextVersion(tarball, NEXT, userFolder) },
		];
	});
	await step('Start n8n without the package', () =>
		startN8n({
			userFolder,
			n8nPort,
			brokerPort,
			logFolder: join(userFolder, 'logs'),
			env: throughStandIn(registryPort, userFolder),
		}),
	);
	const address = `http://127.0.0.1:${n8nPort}`;
	const { cookie } = await signIn(address);
	process.env.N8N_UNDER_TEST = JSON.stringify({ address, cookie, userFolder });
	process.env.TO_PUBLISH = JSON.stringify({ registryPort, releases });
};

/**
 * n8n names npm's public registry in each command, so no setting of npm leads elsewhere. But all that
 * is asked of an https: address may go through a proxy: the stand-in, whose certificate is nobody's.
 */
const throughStandIn = (port, home) => ({
	HTTPS_PROXY: `http://127.0.0.1:${port}`,
	NODE_TLS_REJECT_UNAUTHORIZED: '0',
	NPM_CONFIG_STRICT_SSL: 'false',
	// npm neither reads this machine's settings nor leaves anything in its cache.
	HOME: home,
	NPM_CONFIG_GLOBALCONFIG: '/dev/null',
});
