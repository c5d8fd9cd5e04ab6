import { readFile } from 'node:fs/promises';

/** What a process holds in memory at the moment, in bytes (Linux). */
export async function memoryOf(pid) {
	const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'));
	return Number(kilobytes) * 1024;
}

/** The states that need no one any more, or were never a connection: TIME_WAIT, CLOSE, LISTEN. */
const AT_REST = new Set(['06', '07', '0A']);

/** How many ends of connections to or from these ports are open on this machine (Linux). */
export async function openSockets(ports) {
	const isMeant = (address) => ports.includes(parseInt(address.split(':')[1], 16));
	const lines = (await readFile('/proc/net/tcp', 'utf8')).trim().split('\n').slice(1);
	return lines
		.map((line) => line.trim().split(/\s+/))
		.filter(
			([, local, remote, state]) => !AT_REST.has(state) && (isMeant(local) || isMeant(remote)),
		).length;
}
