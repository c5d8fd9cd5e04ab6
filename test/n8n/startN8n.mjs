import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endAllWithThis } from '../../tools/processes.mjs';
import { startDemo } from '../../tools/startDemo.mjs';
import { freePorts } from './freePorts.mjs';

/** Long enough for the first thousand events of an example, short enough to wait for. */
const HOUR_SECONDS = 15;

/** Brings up once, for all tests of this folder, what `npm start` brings up. */
export default async () => {
	endAllWithThis();
	const [n8nPort, brokerPort, vambePort, evermusePort] = await freePorts(4);
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-'));
	const { address, cookie, workflows, logFolder } = await startDemo({
		userFolder,
		ports: { n8nPort, brokerPort, vambePort, evermusePort },
		hourSeconds: HOUR_SECONDS,
		// All that n8n can tell, for the test that looks for secrets in it.
		env: { N8N_LOG_LEVEL: 'debug' },
	});
	process.env.N8N_UNDER_TEST = JSON.stringify({
		address,
		cookie,
		userFolder,
		n8nLog: join(logFolder, 'n8n.log'),
		workflows,
		vambe: `http://127.0.0.1:${vambePort}`,
		evermuse: `http://127.0.0.1:${evermusePort}`,
	});
};
