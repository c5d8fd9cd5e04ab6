import { once } from 'node:events';
import { connect } from 'node:net';

export interface RawRequest {
	method?: string;
	path: string;
	headers?: Record<string, string>;
	body?: string;
	/** Whether the body is kept back although the head announces it. */
	withholdBody?: boolean;
}

/** In order, by a reset, or by our own doing. */
type Ending = 'FIN' | 'RST' | 'given up';

/** One request over a connection of its own, seen byte by byte. */
export interface Conversation {
	/** All that has come so far. */
	heard(): string;
	/** Resolves when so many characters have come. */
	hear(length: number): Promise<void>;
	/** How the connection ended. */
	ended: Promise<Ending>;
	giveUp(): Promise<void>;
}

export function converse(
	baseUrl: string,
	{ method = 'POST', path, headers, body = '', withholdBody = false }: RawRequest,
): Conversation {
	const { hostname, port } = new URL(baseUrl);
	const lines = Object.entries({
		host: hostname,
		'content-type': 'application/json',
		'content-length': Buffer.byteLength(body),
		...headers,
	}).map(([name, value]) => `${name}: ${value}\r\n`);
	const socket = connect(Number(port), hostname);
	socket.setEncoding('latin1');
	socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${withholdBody ? '' : body}`);

	let heard = '';
	let ending: Ending = 'given up';
	socket.on('data', (text) => (heard += String(text)));
	socket.on('end', () => (ending = 'FIN'));
	socket.on('error', ({ code }: NodeJS.ErrnoException) => {
		if (code === 'ECONNRESET') ending = 'RST';
	});
	const ended = new Promise<Ending>((resolve) => socket.on('close', () => resolve(ending)));

	return {
		heard: () => heard,
		async hear(length) {
			while (heard.length < length) await once(socket, 'data');
		},
		ended,
		async giveUp() {
			socket.destroy();
			await ended;
		},
	};
}

/** Head, in lower case, and body of an answer, as far as they came. */
export function parts(heard: string): { head: string; body: string } {
	const [head, ...body] = heard.split('\r\n\r\n');
	return { head: head.toLowerCase(), body: body.join('\r\n\r\n') };
}
