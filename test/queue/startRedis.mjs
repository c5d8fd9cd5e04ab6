import { join } from 'node:path';
import { aptInstall } from '../../tools/aptInstall.mjs';
import { run } from '../../tools/run.mjs';
import { startServer } from '../../tools/startServer.mjs';

/** Starts a Redis of our own that writes nothing to the disk; resolves with n8n's settings for it. */
export async function startRedis({ port, logFolder }) {
	await run('redis-server', ['--version']).catch(() => aptInstall(['redis-server']));
	await startServer({
		name: 'Redis',
		command: 'redis-server',
		args: ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'],
		cwd: logFolder,
		logFile: join(logFolder, 'redis.log'),
		isReady: () =>
			run('redis-cli', ['-p', String(port), 'ping']).then(
				(answer) => answer.startsWith('PONG'),
				() => false,
			),
	});
	return { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) };
}
