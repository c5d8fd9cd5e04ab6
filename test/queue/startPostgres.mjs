import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { aptInstall } from '../../tools/aptInstall.mjs';
import { run } from '../../tools/run.mjs';
import { startServer } from '../../tools/startServer.mjs';

/** Debian keeps each version's commands apart. */
const VERSIONS = '/usr/lib/postgresql';

/** The same text on every machine, whatever language it speaks. Nothing here outlives the tests. */
const INIT = ['-U', 'n8n', '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync'];

/** Starts a PostgreSQL of our own, empty and open to this machine; resolves with n8n's settings for it. */
export async function startPostgres({ folder, port, logFolder }) {
	if (installedVersions().length === 0) await aptInstall(['postgresql']);
	const newest = installedVersions().at(-1);
	const command = (name) => join(VERSIONS, newest, 'bin', name);

	const data = join(folder, 'postgres');
	await mkdir(data);
	const owner = await ownerOf(data, folder);
	await run(command('initdb'), ['-D', data, ...INIT], owner);
	const settings = [
		`port=${port}`,
		'listen_addresses=127.0.0.1',
		'unix_socket_directories=',
		'fsync=off',
	];
	await startServer({
		name: 'PostgreSQL',
		command: command('postgres'),
		args: ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
		...owner,
		logFile: join(logFolder, 'postgres.log'),
		isReady: () =>
			run(command('pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).then(
				() => true,
				() => false,
			),
	});
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'n8n',
	};
}

/** From the oldest on. Where only the client is, there is nothing to start. */
const installedVersions = () =>
	existsSync(VERSIONS)
		? readdirSync(VERSIONS)
				.filter((version) => existsSync(join(VERSIONS, version, 'bin/initdb')))
				.sort((a, b) => a - b)
		: [];

/** PostgreSQL refuses to run as root; then its data belong to the user that Debian made for it. */
async function ownerOf(data, parent) {
	if (process.getuid() !== 0) return { cwd: data };
	const [uid, gid] = await Promise.all(
		['-u', '-g'].map(async (flag) => Number(await run('id', [flag, 'postgres']))),
	);
	await chmod(parent, 0o711);
	await chown(data, uid, gid);
	return { cwd: data, uid, gid };
}
