import { setImmediate } from 'node:timers/promises';
import type { Fault } from '../../sandbox/faults/fault';
import { aRecord, someRecords } from './aRecord';
import { anEvent } from './anEvent';
import { converse } from './converse';
import { SERVICES, storing } from './twoServices';
import { useSandbox } from './useSandbox';

const INGEST = '/api/v1/ingest';
const BATCHES = `${INGEST}/batches`;

const refuse = (status: number): Fault => ({ kind: 'refuse', status });

const { vambe, evermuse, sandbox } = useSandbox();

/** The statuses of so many requests, one after the other. */
async function statuses(count: number, path = BATCHES): Promise<number[]> {
	const found: number[] = [];
	for (let sent = 0; sent < count; sent++) found.push((await evermuse(path)).status);
	return found;
}

describe('A plan of faults', () => {
	test('has one for each request in order of arrival, and none after its end', async () => {
		sandbox().evermuse.faults.plan([refuse(500), undefined, refuse(503), refuse(502)]);
		expect(await statuses(6)).toEqual([500, 200, 503, 502, 200, 200]);
	});

	test('counts requests by when their head arrives, not by when they are answered', async () => {
		const { baseUrl, faults, ledger } = sandbox().evermuse;
		const [, service] = SERVICES;
		faults.plan([refuse(500), refuse(503)]);
		const first = converse(baseUrl, storing(sandbox(), service, { withholdBody: true }));
		while (ledger.requests.length === 0) await setImmediate();
		expect(await statuses(1)).toEqual([503]);
		await first.giveUp();
	});

	test('counts requests that nobody serves or that bear a wrong key', async () => {
		sandbox().evermuse.faults.plan([refuse(500), refuse(503), refuse(502)]);
		expect(await statuses(1, '/nowhere')).toEqual([500]);
		expect((await evermuse(BATCHES, { key: 'wrong' })).status).toBe(503);
		expect(await statuses(2)).toEqual([502, 200]);
	});

	test('takes the place of an earlier one', async () => {
		sandbox().evermuse.faults.plan([refuse(500), refuse(500)]);
		sandbox().evermuse.faults.plan([refuse(503)]);
		expect(await statuses(2)).toEqual([503, 200]);
	});

	test('stays what it was when its list is changed afterwards, and leaves the list alone', async () => {
		const list = [refuse(500)];
		sandbox().evermuse.faults.plan(list);
		list.push(refuse(503));
		expect(await statuses(2)).toEqual([500, 200]);
		expect(list).toHaveLength(2);
	});

	test.each([
		['POST /api/v1/ingest', [500, 200, 404, 503]],
		['GET /api/v1/ingest/batches/', [202, 200, 500, 202]],
		['GET', [202, 500, 503, 202]],
	])('may be meant for %s only: others neither meet a fault nor use one up', async (only, seen) => {
		sandbox().evermuse.faults.plan([refuse(500), refuse(503)], only);
		const send = async () => (await evermuse(INGEST, { body: [aRecord()] })).status;
		const found = [
			await send(),
			(await evermuse(`${BATCHES}?limit=1`)).status,
			(await evermuse(`${BATCHES}/batch_other`)).status,
			await send(),
		];
		expect(found).toEqual(seen);
	});

	test('is of one service, and the other knows nothing of it', async () => {
		sandbox().evermuse.faults.plan([refuse(500)]);
		expect((await vambe('/api/public/pipeline')).status).toBe(200);
		expect(await statuses(1)).toEqual([500]);
	});
});

describe('A fault that is always there', () => {
	test('meets every request', async () => {
		sandbox().evermuse.faults.always(refuse(503));
		expect(await statuses(3)).toEqual([503, 503, 503]);
	});

	test('waits for the end of the plan, in which none means none', async () => {
		const { faults } = sandbox().evermuse;
		faults.always(refuse(503));
		faults.plan([refuse(500), undefined]);
		expect(await statuses(4)).toEqual([500, 200, 503, 503]);
	});

	test('meets a request that the plan is not meant for', async () => {
		const { faults } = sandbox().evermuse;
		faults.always(refuse(503), 'GET');
		faults.plan([refuse(500)], 'POST');
		expect(await statuses(1)).toEqual([503]);
		expect((await evermuse(INGEST, { body: [aRecord()] })).status).toBe(500);
		expect((await evermuse(INGEST, { body: [aRecord()] })).status).toBe(202);
	});

	test('ends when it is told to be none', async () => {
		const { faults } = sandbox().evermuse;
		faults.always(refuse(503));
		faults.always(undefined);
		expect(await statuses(1)).toEqual([200]);
	});
});

describe('A revoked key', () => {
	test('is unknown from this request on, and others are not', async () => {
		sandbox().evermuse.faults.plan([undefined, { kind: 'revoke' }], 'POST');
		const send = async (key?: string) =>
			(await evermuse(INGEST, { body: [aRecord()], key })).status;
		expect([await send(), await send(), await send()]).toEqual([202, 401, 401]);
		expect(await statuses(1)).toEqual([401]);
		expect(await send('em_sk_sandbox_write_only')).toBe(202);
		const committed = sandbox().evermuse.ledger.requests.map((request) => request.committed);
		expect(committed).toEqual([true, false, false, false, true]);
		expect(sandbox().evermuse.ledger.requests[2].fault).toEqual({ kind: 'revoke' });
	});

	test('is known again when the faults are cleared', async () => {
		const { faults } = sandbox().evermuse;
		faults.plan([{ kind: 'revoke' }]);
		expect(await statuses(2)).toEqual([401, 401]);
		faults.clear();
		expect(await statuses(1)).toEqual([200]);
	});
});

describe('A key in flight', () => {
	const send = async (idempotencyKey?: string) => {
		const headers = idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : undefined;
		return await evermuse(INGEST, { body: [aRecord()], headers });
	};

	test('is answered with 409 so many times, and then with the first answer', async () => {
		const { faults, ledger } = sandbox().evermuse;
		faults.plan([
			{ kind: 'close', at: 'request', commit: 'before' },
			{ kind: 'inFlight409', requests: 2 },
		]);
		await expect(send('key-1')).rejects.toThrow('fetch failed');
		expect((await send('key-1')).status).toBe(409);
		expect((await send('key-2')).status).toBe(202);
		expect((await send('key-1')).status).toBe(409);
		const answer = await send('key-1');
		expect(answer).toMatchObject({
			status: 202,
			body: { batchId: ledger.batches[0].batchId, acceptedCount: 1 },
		});
		expect(ledger.records).toHaveLength(1);
	});

	test('is this one request when it has none', async () => {
		sandbox().evermuse.faults.plan([{ kind: 'inFlight409', requests: 2 }]);
		expect([(await send()).status, (await send()).status]).toEqual([409, 202]);
	});

	test('is free again when the faults are cleared', async () => {
		const { faults } = sandbox().evermuse;
		faults.plan([{ kind: 'inFlight409', requests: 9 }]);
		expect((await send('key-1')).status).toBe(409);
		faults.clear();
		expect((await send('key-1')).status).toBe(202);
	});
});

describe('No more faults', () => {
	test.each([
		['when they are cleared', () => sandbox().evermuse.faults.clear()],
		['when the sandbox is reset', () => sandbox().reset()],
	])('are met %s', async (_when, clear) => {
		const { faults } = sandbox().evermuse;
		faults.plan([refuse(500), refuse(500)]);
		faults.always(refuse(503));
		expect(await statuses(1)).toEqual([500]);
		clear();
		expect(await statuses(3)).toEqual([200, 200, 200]);
	});

	test('are met after a reset over HTTP', async () => {
		sandbox().evermuse.faults.always(refuse(503));
		await evermuse('/sandbox/reset', { method: 'POST', key: null });
		expect(await statuses(1)).toEqual([200]);
	});
});

describe('The ledger', () => {
	test('says which fault a request met and whether anything of it was kept', async () => {
		const { faults, ledger } = sandbox().vambe;
		const met: Array<Fault | undefined> = [
			{ kind: 'wrongBody', body: 'emptyObject', commit: 'before' },
			{ kind: 'wrongBody', body: 'emptyObject', commit: 'never' },
			undefined,
		];
		faults.plan(met);
		for (let order = 0; order < 3; order++)
			await vambe('/api/v1/events', { body: anEvent({ event: `event ${order}` }) });
		await vambe('/api/v1/events', { body: anEvent({ event: '' }) });
		expect(ledger.requests).toMatchObject([
			{ fault: met[0], committed: true, status: 202 },
			{ fault: met[1], committed: false, status: 202 },
			{ fault: null, committed: true, status: 202 },
			{ fault: null, committed: false, status: 400 },
		]);
		expect(ledger.events).toMatchObject([
			{ body: { event: 'event 0' } },
			{ body: { event: 'event 2' } },
		]);
	});

	test('says which records were stored by which request', async () => {
		const { ledger, faults } = sandbox().evermuse;
		faults.plan([undefined, { kind: 'wrongBody', body: 'null', commit: 'never' }]);
		for (const count of [2, 4, 3, 3]) await evermuse(INGEST, { body: someRecords(count) });
		const storedBy = ledger.requests.map(
			({ batchId }) => ledger.records.filter((record) => record.batchId === batchId).length,
		);
		expect(storedBy).toEqual([2, 0, 1, 0]);
		expect(ledger.requests).toMatchObject([
			{ committed: true, records: 2 },
			{ committed: false, records: 4, batchId: null },
			{ committed: true, records: 3 },
			{ committed: true, records: 3 },
		]);
	});

	test('has a fault even of a request that only reads, by which nothing is kept', async () => {
		sandbox().evermuse.faults.plan([{ kind: 'slow', msPerByte: 0 }]);
		await statuses(1);
		expect(sandbox().evermuse.ledger.requests).toMatchObject([
			{ fault: { kind: 'slow', msPerByte: 0 }, committed: false, status: 200 },
		]);
	});
});

describe('A request of which nothing is kept', () => {
	const fault: Fault = { kind: 'wrongBody', body: 'empty', commit: 'never' };

	test('leaves the contacts as they were', async () => {
		sandbox().vambe.faults.plan([fault], 'POST');
		const body = {
			channel: 'whatsapp',
			channel_phone_number: '42',
			contact_phone_number: '+56912345678',
			contact_name: 'Somebody Else',
		};
		const search = '/api/public/contacts/search?phone=56912345678';
		const names = async () =>
			(await vambe<Array<{ name: string }>>(search)).body.map(({ name }) => name);
		await vambe('/api/public/customer/upsert/info', { body });
		expect(await names()).toEqual(['Maria Rodriguez']);
		await vambe('/api/public/customer/upsert/info', { body });
		expect(await names()).toEqual(['Somebody Else']);
		const committed = sandbox().vambe.ledger.requests.map((request) => request.committed);
		expect(committed).toEqual([false, false, true, false]);
	});

	test('leaves its Idempotency-Key free for another body', async () => {
		const headers = { 'Idempotency-Key': 'key-1' };
		sandbox().evermuse.faults.plan([fault]);
		await evermuse(INGEST, { body: someRecords(2), headers });
		expect((await evermuse(INGEST, { body: [aRecord()], headers })).status).toBe(202);
	});
});

describe('A request of which nothing is kept, where the rate is limited', () => {
	const limited = useSandbox({ eventsPerHour: 1, ingestPerMinute: 1 });

	test('leaves room for another one', async () => {
		const requests = [
			{ service: 'vambe', path: '/api/v1/events', body: anEvent() },
			{ service: 'evermuse', path: INGEST, body: [aRecord()] },
		] as const;
		for (const { service, path, body } of requests) {
			limited.sandbox()[service].faults.plan([refuse(429), { kind: 'inFlight409', requests: 1 }]);
			const found: number[] = [];
			for (let sent = 0; sent < 4; sent++)
				found.push((await limited[service](path, { body })).status);
			expect(found).toEqual([429, 409, 202, 429]);
		}
	});
});

describe('POST /sandbox/faults', () => {
	const order = async (body: unknown, service = evermuse) =>
		await service('/sandbox/faults', { body, key: null });

	test('plans faults, null for none', async () => {
		expect((await order({ plan: [refuse(500), null, refuse(503)] })).status).toBe(204);
		expect(await statuses(4)).toEqual([500, 200, 503, 200]);
	});

	test('sets the fault that is always there, and takes it away', async () => {
		await order({ always: refuse(503) });
		expect(await statuses(2)).toEqual([503, 503]);
		await order({ always: null });
		expect(await statuses(1)).toEqual([200]);
	});

	test.each([
		['plan', { plan: [refuse(500)] }, { always: refuse(503) }],
		['standing fault', { always: refuse(503) }, { plan: [refuse(500)] }],
	])('leaves a %s that it does not name as it is', async (_what, ...orders) => {
		for (const one of orders) await order(one);
		expect(await statuses(2)).toEqual([500, 503]);
	});

	test('may be meant for some requests only', async () => {
		await order({ plan: [refuse(500)], always: refuse(503), only: 'POST /api/v1/ingest' });
		expect(await statuses(1)).toEqual([200]);
		expect((await evermuse(INGEST, { body: [aRecord()] })).status).toBe(500);
		expect((await evermuse(INGEST, { body: [aRecord()] })).status).toBe(503);
	});

	test('is there for Vambe, too', async () => {
		expect((await order({ always: refuse(503) }, vambe)).status).toBe(204);
		expect((await vambe('/api/public/pipeline')).status).toBe(503);
		expect(await statuses(1)).toEqual([200]);
	});

	test('is itself beyond all faults, as is the rest of /sandbox', async () => {
		await order({ always: refuse(503) });
		expect((await evermuse('/sandbox/ledger')).status).toBe(200);
		expect((await order({ always: null })).status).toBe(204);
	});

	test.each([
		['a fault nobody knows', { plan: [{ kind: 'earthquake' }] }, 'plan 0 kind'],
		['a fault without its fields', { plan: [null, { kind: 'hang' }] }, 'plan 1 at'],
		['a field nobody knows', { always: { kind: 'resetUpload', commit: 'before' } }, "'commit'"],
		['a status that is no refusal', { always: refuse(200) }, 'always status'],
		[
			'a header of two lines',
			{ always: { ...refuse(503), retryAfterHeader: '1\r\n2' } },
			'one line',
		],
		['another order', { plans: [] }, "'plans'"],
		['a list', [refuse(500)], 'object'],
	])('refuses %s and says what is wrong', async (_what, body, said) => {
		const answer = await order(body);
		expect(answer.status).toBe(400);
		expect(String(answer.body.message)).toContain(said);
		expect(await statuses(1)).toEqual([200]);
	});

	test('is undone by DELETE /sandbox/faults', async () => {
		await order({ plan: [refuse(500)], always: refuse(503) });
		expect((await evermuse('/sandbox/faults', { method: 'DELETE', key: null })).status).toBe(204);
		expect(await statuses(1)).toEqual([200]);
	});
});
