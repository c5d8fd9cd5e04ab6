import { once } from 'node:events';
import type { IncomingHttpHeaders, OutgoingHttpHeaders, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setInterval } from 'node:timers/promises';

/** A request as it reached the server, with the bytes of its body. */
export interface Received {
	method: string;
	/** With the query. */
	path: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** What a server does with one request. */
export type Act = (response: ServerResponse, received: Received) => unknown;

/**
 * Starts an HTTP server on a free port of this machine that need not keep to HTTP.
 *
 * @param acts what it does with the first, second, ... request; the last one also with all further
 */
export async function misbehave(...acts: Act[]): Promise<{ url: string; requests: Received[] }> {
	const requests: Received[] = [];
	const server = createServer(async (request, response) => {
		const { method = '', url: path = '', headers } = request;
		const received = { method, path, headers, body: await buffer(request) };
		const nth = requests.push(received);
		await acts[Math.min(nth, acts.length) - 1](response, received);
	}).listen(0, '127.0.0.1');
	started.push(server);
	await once(server, 'listening');
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

const started: Server[] = [];

afterEach(async () => {
	for (const server of started.splice(0)) {
		server.close();
		server.closeAllConnections();
	}
});

/** A whole answer. Text goes out as it is, anything else as JSON. */
export const answer =
	(status: number, body?: unknown, headers: OutgoingHttpHeaders = {}): Act =>
	(response) => {
		const [type, text] =
			typeof body === 'string' ? ['text/html', body] : ['application/json', JSON.stringify(body)];
		response.writeHead(status, { 'Content-Type': type, ...headers }).end(text);
	};

/** No answer, but the connection stays. */
export const hang: Act = () => undefined;

/** The connection is reset once the whole request is there. */
export const reset: Act = ({ socket }) => socket?.resetAndDestroy();

/** A good status, half of a body, and the end of the connection. */
export const cutOff: Act = (response) => {
	response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 100 });
	response.write('{"batchId":"b', () => response.socket?.destroy());
};

/** A good status, and then a space every few milliseconds for as long as anyone listens. */
export const drip: Act = async (response) => {
	response.writeHead(202, { 'Content-Type': 'application/json' });
	for await (const _tick of setInterval(5)) {
		if (response.destroyed) break;
		response.write(' ');
	}
};

/** The request goes on to a sane server; what that answers goes back, or something else happens. */
export const relay =
	(baseUrl: string, instead?: Act): Act =>
	async (response, received) => {
		const { method, path, headers, body } = received;
		const answered = await fetch(baseUrl + path, {
			method,
			headers: {
				'x-api-key': String(headers['x-api-key']),
				...(body.length > 0 && { 'content-type': String(headers['content-type']) }),
				...(headers['idempotency-key'] && {
					'idempotency-key': String(headers['idempotency-key']),
				}),
			},
			body: body.length > 0 ? new Uint8Array(body) : undefined,
		});
		const text = await answered.text();
		await (instead ?? answer(answered.status, JSON.parse(text)))(response, received);
	};
