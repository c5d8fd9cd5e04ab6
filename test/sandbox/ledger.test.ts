import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { startSandbox } from '../../sandbox/startSandbox';
import { aRecord } from './aRecord';
import { anEvent } from './anEvent';
import { HOUR, NOON, useSandbox } from './useSandbox';

const EVENTS = '/api/v1/events';
const INGEST = '/api/v1/ingest';

/** A request whose body is still to come: the service has received it and waits. */
async function beginRequest(baseUrl: string, path: string, apiKey: string): Promise<ClientRequest> {
	const request = httpRequest(baseUrl + path, {
		method: 'POST',
		headers: { 'x-api-key': apiKey, 'content-type': 'application/json', expect: '100-continue' },
	});
	request.flushHeaders();
	await once(request, 'continue');
	return request;
}

const portOf = (url: string) => Number(new URL(url).port);

async function finishRequest(request: ClientRequest, body: string): Promise<number | undefined> {
	request.end(body);
	const [answer] = (await once(request, 'response')) as [IncomingMessage];
	answer.resume();
	return answer.statusCode;
}

describe('The ledger of the sandbox', () => {
	const { clock, vambe, evermuse, sandbox } = useSandbox();

	test('has every request to Vambe, with its body and how it was answered', async () => {
		const body = anEvent();
		const headers = { 'user-agent': 'a test', 'idempotency-key': 'key-1', accept: 'anything' };
		await vambe(`${EVENTS}?a=1`, { body, headers });
		clock.time += HOUR;
		await vambe(EVENTS, { body: '{', key: 'wrong' });
		await vambe('/api/public/contacts?days=7', { key: null });
		expect(sandbox().vambe.ledger.requests).toEqual([
			{
				method: 'POST',
				path: EVENTS,
				query: { a: '1' },
				at: NOON,
				key: 'vambe-sandbox-key',
				status: 202,
				fault: null,
				committed: true,
				headers: {
					'content-type': 'application/json',
					'user-agent': 'a test',
					'idempotency-key': 'key-1',
				},
				body,
			},
			expect.objectContaining({
				at: NOON + HOUR,
				key: 'wrong',
				status: 400,
				body: null,
				committed: false,
			}),
			expect.objectContaining({ method: 'GET', query: { days: '7' }, key: null, status: 401 }),
		]);
	});

	test('has every request to Evermuse, with what its body was', async () => {
		const body = JSON.stringify([aRecord(), aRecord({ data: { text: 'ñandú' } })]);
		await evermuse(`${INGEST}?format=text`, { body, headers: { 'Idempotency-Key': 'key-1' } });
		await evermuse(INGEST, { body: '[]', key: 'wrong' });
		await evermuse(`${INGEST}/batches`);
		expect(sandbox().evermuse.ledger.requests).toEqual([
			{
				method: 'POST',
				path: INGEST,
				query: { format: 'text' },
				at: NOON,
				key: 'em_sk_sandbox',
				status: 202,
				fault: null,
				committed: true,
				contentType: 'application/json',
				idempotencyKey: 'key-1',
				bytes: Buffer.byteLength(body),
				bodySha256: createHash('sha256').update(body).digest('hex'),
				records: 2,
				batchId: sandbox().evermuse.ledger.batches[0].batchId,
			},
			expect.objectContaining({ key: 'wrong', status: 401, bytes: 2, records: 0 }),
			expect.objectContaining({ path: `${INGEST}/batches`, query: {}, bytes: 0, bodySha256: null }),
		]);
	});

	test('has a path nobody serves', async () => {
		await vambe('/api/v1/nothing');
		await evermuse('/api/v1/nothing', { method: 'DELETE' });
		expect(sandbox().vambe.ledger.requests).toMatchObject([
			{ path: '/api/v1/nothing', status: 404 },
		]);
		expect(sandbox().evermuse.ledger.requests).toMatchObject([{ method: 'DELETE' }]);
	});

	test('is the same over HTTP, without a key and without an entry of its own', async () => {
		await vambe(EVENTS, { body: anEvent() });
		await evermuse(INGEST, { body: [aRecord()] });
		const asJson = (ledger: unknown) => JSON.parse(JSON.stringify(ledger)) as unknown;
		const [ofVambe, ofEvermuse] = [
			await vambe('/sandbox/ledger', { key: null }),
			await evermuse('/sandbox/ledger', { key: null }),
		];
		expect(ofVambe.body).toEqual(asJson(sandbox().vambe.ledger));
		expect(ofEvermuse.body).toEqual(asJson(sandbox().evermuse.ledger));
		expect(ofEvermuse.body.requests).toHaveLength(1);
	});

	test('counts what is in flight, and the most that was', async () => {
		const { ledger, baseUrl, apiKey } = sandbox().evermuse;
		const begun = [
			await beginRequest(baseUrl, INGEST, apiKey),
			await beginRequest(baseUrl, INGEST, apiKey),
		];
		expect(ledger).toMatchObject({ inFlight: 2, mostInFlight: 2 });
		expect(ledger.requests).toMatchObject([{ status: null }, { status: null }]);
		for (const request of begun)
			expect(await finishRequest(request, JSON.stringify([aRecord()]))).toBe(202);
		expect(ledger).toMatchObject({ inFlight: 0, mostInFlight: 2 });
	});

	test('never counts one after the other as two at once', async () => {
		for (let sent = 0; sent < 50; sent++) await vambe(EVENTS, { body: anEvent() });
		expect(sandbox().vambe.ledger).toMatchObject({ inFlight: 0, mostInFlight: 1 });
	});

	test('counts a request that broke off as no longer in flight, and stores nothing of it', async () => {
		const { ledger, baseUrl, apiKey } = sandbox().vambe;
		const request = await beginRequest(baseUrl, EVENTS, apiKey);
		request.on('error', () => undefined);
		request.write('{"event":');
		request.destroy();
		while (ledger.inFlight > 0) await setImmediate();
		expect(ledger.events).toEqual([]);
	});
});

describe('Resetting the sandbox', () => {
	const { vambe, evermuse, sandbox } = useSandbox({ eventsPerHour: 1, ingestPerMinute: 1 });
	const empty = { requests: [], inFlight: 0, mostInFlight: 0 };

	const fill = async () => {
		const statuses = [
			(await vambe(EVENTS, { body: anEvent() })).status,
			(await evermuse(INGEST, { body: [aRecord()], headers: { 'Idempotency-Key': 'key' } })).status,
		];
		await vambe('/api/public/customer/upsert/info', {
			body: {
				channel: 'whatsapp',
				channel_phone_number: '42',
				contact_phone_number: '+56912345678',
				contact_name: 'Somebody Else',
			},
		});
		return statuses;
	};
	const expectFresh = async () => {
		expect(sandbox().vambe.ledger).toEqual({ ...empty, events: [] });
		expect(sandbox().evermuse.ledger).toEqual({ ...empty, batches: [], records: [] });
		const { body } = await vambe<Array<{ name: string }>>(
			'/api/public/contacts/search?phone=56912345678',
		);
		expect(body.map(({ name }) => name)).toEqual(['Maria Rodriguez']);
		expect(await fill()).toEqual([202, 202]);
		expect(sandbox().evermuse.ledger.records).toHaveLength(1);
	};

	test('in memory empties the ledgers and all that was remembered', async () => {
		const { ledger } = sandbox().evermuse;
		await fill();
		sandbox().reset();
		await expectFresh();
		expect(sandbox().evermuse.ledger).toBe(ledger);
	});

	test('over HTTP does the same, each service for itself', async () => {
		await fill();
		expect((await vambe('/sandbox/reset', { method: 'POST', key: null })).status).toBe(204);
		expect(sandbox().vambe.ledger.events).toEqual([]);
		expect(sandbox().evermuse.ledger.records).toHaveLength(1);
		expect((await evermuse('/sandbox/reset', { method: 'POST', key: null })).status).toBe(204);
		await expectFresh();
	});
});

describe('A sandbox', () => {
	test('listens on loopback only, on free ports unless told otherwise', async () => {
		const { vambe, evermuse, close } = await startSandbox();
		for (const { baseUrl } of [vambe, evermuse]) {
			expect(baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
			// The same port of another address is free only as long as not every address is taken.
			const neighbour = createServer().listen(portOf(baseUrl), '127.0.0.2');
			const outcome = await once(neighbour, 'listening').catch(
				({ code }: { code: string }) => code,
			);
			expect(outcome).not.toBe('EADDRINUSE');
			neighbour.close();
		}
		await close();
	});

	test('ends at once, whatever is under way', async () => {
		const { vambe, close } = await startSandbox();
		const request = await beginRequest(vambe.baseUrl, EVENTS, vambe.apiKey);
		const broken = once(request, 'error');
		await close();
		const [error] = (await broken) as [NodeJS.ErrnoException];
		expect(error.code).toBe('ECONNRESET');
	});

	test('leaves nothing open when its second port is in use', async () => {
		const ended = await startSandbox();
		await ended.close();
		const running = await startSandbox();
		const vambePort = portOf(ended.vambe.baseUrl);
		const evermusePort = portOf(running.evermuse.baseUrl);
		await expect(startSandbox({ vambePort, evermusePort })).rejects.toMatchObject({
			code: 'EADDRINUSE',
			port: evermusePort,
		});
		await running.close();
		const again = await startSandbox({ vambePort, evermusePort });
		await again.close();
	});
});
