import { readFile } from 'node:fs/promises';

/** The states that need no one any more, or were never a connection: TIME_WAIT, CLOSE, LISTEN. */
const AT_REST = ['06', '07', '0A'];

/** How many ends of connections to or from these ports are open on this machine (Linux). */
export const openSockets = async (ports: readonly number[]): Promise<number> =>
	countOpen(await readFile('/proc/net/tcp', 'utf8'), ports);

/** @param table as `/proc/net/tcp` has it: a line of names, and one for each end of a connection */
export function countOpen(table: string, ports: readonly number[]): number {
	const isMeant = (address: string) => ports.includes(parseInt(address.split(':')[1], 16));
	return table
		.trim()
		.split('\n')
		.map((line) => line.trim().split(/\s+/))
		.filter(
			([, local, remote, state]) => !AT_REST.includes(state) && (isMeant(local) || isMeant(remote)),
		).length;
}
