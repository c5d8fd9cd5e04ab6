import type { Socket } from 'node:net';
import { setImmediate, setTimeout } from 'node:timers/promises';

const TIME_TO_READ_MS = 10;

/**
 * Resets the connection once the other side has had time to read what was sent: a reset right
 * behind it looks to Node's sockets, which find both at once, like an orderly end.
 */
export async function resetBehind(socket: Socket): Promise<void> {
	await setTimeout(TIME_TO_READ_MS);
	// On a machine that is behind, in one process, the other side still comes first.
	await setImmediate();
	socket.resetAndDestroy();
}
