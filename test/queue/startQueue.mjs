import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureN8n } from '../../tools/ensureInstalled.mjs';
import { installIntoN8n } from '../../tools/installIntoN8n.mjs';
import { packPackage } from '../../tools/packPackage.mjs';
import { endAllWithThis } from '../../tools/processes.mjs';
import { signIn } from '../../tools/signIn.mjs';
import { startN8n } from '../../tools/startN8n.mjs';
import { step } from '../../tools/step.mjs';
import { freePorts } from '../n8n/freePorts.mjs';
import { startPostgres } from './startPostgres.mjs';
import { startRedis } from './startRedis.mjs';

const WORKERS = ['worker-1', 'worker-2'];

/** How many executions a worker has under way at the same time. */
const CONCURRENCY = 10;

/** As the README advises. */
const ADVISED = {
	N8N_EXECUTIONS_QUEUE_KEEP_LAST_COMPLETED: '1000',
	N8N_EXECUTIONS_QUEUE_KEEP_LAST_FAILED: '1000',
};

/** With n8n's own values it takes it a minute and a half to notice that a worker is gone. */
const IMPATIENT = {
	QUEUE_WORKER_LOCK_DURATION: '5000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
};

/** Brings up an n8n in queue mode: main and two workers, each with the package installed. */
export default async () => {
	endAllWithThis();
	await ensureN8n();
	const folder = await mkdtemp(join(tmpdir(), 'n8n-'));
	const logFolder = join(folder, 'logs');
	await mkdir(logFolder);
	const [postgresPort, redisPort, n8nPort, brokerPort, ...workerPorts] = await freePorts(8);

	await step('Build the package and install it on main and on each worker', async () => {
		const tarball = await packPackage(folder);
		for (const name of ['main', ...WORKERS]) await installIntoN8n(tarball, join(folder, name));
	});
	// One after the other, because each may have to be installed, and apt-get bears no other beside it.
	const postgres = await step('Start PostgreSQL', () =>
		startPostgres({ folder, port: postgresPort, logFolder }),
	);
	const redis = await step('Start Redis', () => startRedis({ port: redisPort, logFolder }));
	const env = {
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: 'the same on main and every worker',
		...postgres,
		...redis,
		...ADVISED,
		...IMPATIENT,
	};
	await step('Start n8n in queue mode', () =>
		startN8n({ userFolder: join(folder, 'main'), n8nPort, brokerPort, logFolder, env }),
	);
	const workers = await step('Start two workers', () =>
		Promise.all(
			WORKERS.map(async (name, index) => {
				const [n8nPort, brokerPort] = workerPorts.slice(2 * index);
				const { pid } = await startN8n({
					name,
					args: ['worker', `--concurrency=${CONCURRENCY}`],
					userFolder: join(folder, name),
					n8nPort,
					brokerPort,
					logFolder,
					env: { ...env, ...answering(n8nPort) },
				});
				return { name, pid, concurrency: CONCURRENCY, logFile: join(logFolder, `${name}.log`) };
			}),
		),
	);

	const address = `http://127.0.0.1:${n8nPort}`;
	const { cookie } = await signIn(address);
	process.env.N8N_UNDER_TEST = JSON.stringify({ address, cookie, userFolder: folder });
	process.env.WORKERS_UNDER_TEST = JSON.stringify(workers);
};

/** A worker says that it is ready only when told where. */
const answering = (port) => ({
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	QUEUE_HEALTH_CHECK_PORT: String(port),
	N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
});
