import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface TestServer {
	url: string;
	/** What was received, in that order. */
	requests: Array<{ path?: string; key?: string | string[]; body: string }>;
	/** Resolves once the last connection has ended. Called after each test anyway. */
	close(): Promise<void>;
}

/** Nothing leaves the request hanging. */
export type Answer = { status?: number; json: unknown } | undefined;

/**
 * Starts an HTTP server on a free port of this machine.
 *
 * @param answer what it says to the nth request it got, from 1
 */
export async function listen(answer: (nth: number) => Answer): Promise<TestServer> {
	const requests: TestServer['requests'] = [];
	const server = createServer(async (request, response) => {
		const body = await text(request);
		const nth = requests.push({ path: request.url, key: request.headers['x-api-key'], body });
		const answered = answer(nth);
		if (!answered) return;
		response
			.writeHead(answered.status ?? 200, { 'Content-Type': 'application/json' })
			.end(JSON.stringify(answered.json));
	}).listen(0, '127.0.0.1');
	started.push(server);
	await once(server, 'listening');

	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, requests, close: async () => await close(server) };
}

const started: Server[] = [];

afterEach(async () => {
	await Promise.all(started.splice(0).map(close));
});

async function close(server: Server): Promise<void> {
	if (server.listening) await once(server.close(), 'close');
}
