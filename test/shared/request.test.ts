import type { IExecuteFunctions } from 'n8n-workflow';
import type { Exchange } from '../../nodes/shared/logic/exchange';
import type { ServiceRequest } from '../../nodes/shared/request';
import { exchangeWith } from '../../nodes/shared/request';
import type { Act } from '../support/misbehave';
import { answer, drip, hang, misbehave } from '../support/misbehave';
import { probe, probeApi } from '../support/probe';
import { runNode } from '../support/runNode';

const KEY = 'a-secret-key';

const POST: ServiceRequest = { method: 'POST', path: '/api/v1/ingest', body: Buffer.from('{}\n') };

/** Makes exchanges, one after the other, in a node of the real engine. */
async function exchangesAt(
	baseUrl: string,
	requests: ServiceRequest[],
	{ timeoutMs = 10_000, stop }: { timeoutMs?: number; stop?: AbortSignal } = {},
): Promise<Exchange[]> {
	const exchanges: Exchange[] = [];
	const node = probe(async function () {
		const exchange = exchangeWith(this, 'probeApi', timeoutMs);
		for (const request of requests) exchanges.push(await exchange(request));
		return [[]];
	});
	const { error } = await runNode(node, {
		credentials: [probeApi({ apiKey: KEY, baseUrl })],
		stop,
	});
	if (error && !stop?.aborted) throw error;
	return exchanges;
}

/** One exchange with a server that does this. */
async function exchangeWithServer(act: Act, options?: Parameters<typeof exchangesAt>[2]) {
	const server = await misbehave(act);
	const [exchange] = await exchangesAt(server.url, [POST], options);
	return { exchange, requests: server.requests };
}

describe('A request', () => {
	it('arrives as it was asked for, byte by byte, with the key', async () => {
		const server = await misbehave(answer(202, {}));
		const body = Buffer.from('{"name":"María 🙂"}\n{"name":"Zoë"}\n');

		await exchangesAt(server.url, [
			{
				...POST,
				query: { format: 'text', limit: 1, cursor: undefined },
				headers: { 'Content-Type': 'application/x-ndjson', 'Idempotency-Key': 'k1' },
				body,
			},
		]);

		expect(server.requests).toHaveLength(1);
		const [received] = server.requests;
		expect(received).toMatchObject({ method: 'POST', path: '/api/v1/ingest?format=text&limit=1' });
		expect(received.headers).toMatchObject({
			'x-api-key': KEY,
			accept: 'application/json',
			'content-type': 'application/x-ndjson',
			'content-length': String(body.length),
			'idempotency-key': 'k1',
		});
		expect(received.body.equals(body)).toBe(true);
	});

	it('goes behind the path of the base URL', async () => {
		const server = await misbehave(answer(200, {}));

		await exchangesAt(`${server.url}/proxy/`, [{ method: 'GET', path: '/api/v1/ingest/batches' }]);

		expect(server.requests).toMatchObject([
			{ method: 'GET', path: '/proxy/api/v1/ingest/batches', body: Buffer.alloc(0) },
		]);
	});

	it.each([200, 202, 400, 401, 403, 404, 409, 413, 429, 500, 503])(
		'that is answered with %i is sent once, and the answer is a value',
		async (status) => {
			const act = answer(status, { message: 'María 🙂' }, { 'Retry-After': '7' });

			const { exchange, requests } = await exchangeWithServer(act);

			expect(exchange).toMatchObject({
				kind: 'answered',
				status,
				headers: { 'retry-after': '7' },
				body: { message: 'María 🙂' },
			});
			expect(requests).toHaveLength(1);
		},
	);

	it.each([
		['text that is not JSON as text', '<html>Welcome</html>'],
		['an empty body as empty', ''],
	])('gets %s', async (_what, body) => {
		const { exchange } = await exchangeWithServer(answer(202, body));

		expect(exchange).toMatchObject({ kind: 'answered', status: 202, body });
	});

	it.each([200, 202, 400, 401, 500])(
		'whose answer (%i) repeats the key gets it without the key',
		async (status) => {
			const { exchange } = await exchangeWithServer((response, received) =>
				answer(status, { message: `Hi ${received.headers['x-api-key']}` })(response, received),
			);

			expect(exchange).toMatchObject({ body: { message: 'Hi (API key)' } });
		},
	);

	it('whose answer repeats the key gets it without the key, also when that was pasted with a line end', async () => {
		const server = await misbehave(answer(401, { message: `Unknown: ${KEY}` }));
		let exchange: Exchange | undefined;
		const node = probe(async function () {
			exchange = await exchangeWith(this, 'probeApi', 10_000)(POST);
			return [[]];
		});

		await runNode(node, { credentials: [probeApi({ apiKey: ` ${KEY}\n`, baseUrl: server.url })] });

		expect(exchange).toMatchObject({ body: { message: 'Unknown: (API key)' } });
	});

	it.each([301, 302, 303, 307, 308])(
		'does not follow a redirect (%i), so the key never reaches the other host',
		async (status) => {
			const stranger = await misbehave(answer(202, { batchId: 'b1' }));

			const { exchange, requests } = await exchangeWithServer(
				answer(status, {}, { Location: `${stranger.url}/elsewhere` }),
			);

			expect(exchange).toMatchObject({ kind: 'answered', status });
			expect(requests).toHaveLength(1);
			expect(stranger.requests).toEqual([]);
		},
	);

	it('is not sent to a base URL in the clear', async () => {
		const server = await misbehave(answer(202, {}));
		// Would arrive, but the name does not say that it never leaves the machine.
		const inTheClear = server.url.replace('127.0.0.1', '0.0.0.0');

		expect(await exchangesAt(inTheClear, [POST])).toEqual([
			{
				kind: 'unreachable',
				reason:
					"'Base URL' must start with https:// so that the API key is never sent in the clear",
				forGood: true,
			},
		]);
		expect(server.requests).toEqual([]);
	});

	it('is unreachable when nobody listens', async () => {
		expect(await exchangesAt('http://127.0.0.1:1', [POST])).toEqual([
			{ kind: 'unreachable', reason: 'the connection was refused' },
		]);
	});

	it('reads the address once for all requests of a run', async () => {
		const server = await misbehave(answer(200, {}));
		let reads = 0;
		const node = probe(async function () {
			const context = Object.create(this, {
				getCredentials: {
					value: async (name: string) => {
						reads++;
						return await this.getCredentials(name);
					},
				},
			}) as typeof this;
			const exchange = exchangeWith(context, 'probeApi', 10_000);
			await Promise.all([exchange(POST), exchange(POST), exchange(POST)]);
			return [[]];
		});

		await runNode(node, { credentials: [probeApi({ baseUrl: server.url })] });

		expect(server.requests).toHaveLength(3);
		// n8n itself reads the credential for each request, to sign it.
		expect(reads).toBe(3 + 1);
	});
});

describe('The time limit', () => {
	it.each([
		['drips in for ever', drip],
		['does not come', hang],
	])('ends an answer that %s', async (_what, act) => {
		const { exchange, requests } = await exchangeWithServer(act, { timeoutMs: 50 });

		expect(exchange).toEqual({ kind: 'unanswered', reason: 'no answer came in time' });
		expect(requests).toHaveLength(1);
	});

	it('ends one that n8n never comes back from', async () => {
		const node = probe(async function () {
			const helpers = { httpRequestWithAuthentication: async () => await new Promise(() => {}) };
			const context = Object.create(this, { helpers: { value: helpers } }) as IExecuteFunctions;
			const exchange = await exchangeWith(context, 'probeApi', 50)(POST);
			return [[{ json: { exchange } }]];
		});
		const credentials = [probeApi({ apiKey: KEY, baseUrl: 'http://127.0.0.1' })];

		const { success } = await runNode(node, { credentials });

		expect(success[0].json.exchange).toEqual({
			kind: 'unanswered',
			reason: 'no answer came in time',
		});
	});

	it.each([
		['with a part of a millisecond', 10_000.5],
		['longer than a timer can count', 5_000_000_000],
		['without end', Infinity],
	])('may be a number %s', async (_what, timeoutMs) => {
		const { exchange } = await exchangeWithServer(answer(202, {}), { timeoutMs });

		expect(exchange).toMatchObject({ kind: 'answered' });
	});
});

describe('The Stop button', () => {
	it('ends a request that is under way', async () => {
		const stop = new AbortController();

		const { exchange, requests } = await exchangeWithServer(() => stop.abort(), {
			stop: stop.signal,
		});

		expect(exchange).toEqual({ kind: 'cancelled', begun: true });
		expect(requests).toHaveLength(1);
	});

	it('keeps the next request from being sent', async () => {
		const stop = new AbortController();
		const server = await misbehave(() => stop.abort());

		const exchanges = await exchangesAt(server.url, [POST, POST], { stop: stop.signal });

		expect(exchanges[1]).toEqual({ kind: 'cancelled', begun: false });
		expect(server.requests).toHaveLength(1);
	});
});
