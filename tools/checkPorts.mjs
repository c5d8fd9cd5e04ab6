import { once } from 'node:events';
import { createServer } from 'node:net';
import { Problem } from './Problem.mjs';

/**
 * @param ports `[{ port, server, flag }]`: who will listen there, and how to have it elsewhere
 * @throws {Problem} naming every port that is taken
 */
export async function checkPorts(ports) {
	const taken = [];
	for (const entry of ports) if (!(await isFree(entry.port))) taken.push(entry);
	if (taken.length === 0) return;
	throw new Problem(
		taken
			.map(
				({ port, server, flag }) =>
					`Port ${port} (${server}) is in use: choose another with ${flag}.`,
			)
			.join('\n'),
	);
}

async function isFree(port) {
	const server = createServer().listen(port, '127.0.0.1');
	try {
		await once(server, 'listening');
	} catch (error) {
		if (error.code === 'EADDRINUSE') return false;
		throw error;
	}
	server.close();
	await once(server, 'close');
	return true;
}
