import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { drip } from '../../sandbox/faults/drip';
import type { Fault } from '../../sandbox/faults/fault';
import { startSandbox } from '../../sandbox/startSandbox';
import { converse, parts, type Conversation, type RawRequest } from './converse';
import { SERVICES, storing, type StoringService } from './twoServices';
import { useSandbox } from './useSandbox';

const { sandbox } = useSandbox();

/** A request that has arrived. */
async function begin(
	service: StoringService,
	changes: Partial<RawRequest> = {},
): Promise<Conversation> {
	const { baseUrl, ledger } = sandbox()[service.name];
	const before = ledger.requests.length;
	const conversation = converse(baseUrl, storing(sandbox(), service, changes));
	while (ledger.requests.length === before) await setImmediate();
	return conversation;
}

/** Whatever arrived before has been dealt with once this is answered. */
async function knock({ name }: StoringService): Promise<void> {
	await (await fetch(`${sandbox()[name].baseUrl}/knock`)).text();
}

/** The body of the answer when nothing is wrong. */
const bodyOf: Record<StoringService['name'], RegExp> = {
	vambe: /^\{"id":"[-0-9a-f]{36}"\}$/,
	evermuse:
		/^\{"batchId":"batch_\w{32}","acceptedCount":1,"rejectedCount":0,"totalErrorCount":0\}$/,
};
const LENGTH = { vambe: 45, evermuse: 108 };

/** A whole head. */
const ACCEPTED = /^http\/1\.1 202 accepted\r\n/;
const HALF_A_HEAD = /^HTTP\/1\.1 202 Accepted\r\nx-cut-off: \.$/;

/** The bytes in chunks of one each, as far as they came. */
const inChunks = (body: string): string[] =>
	[...body.matchAll(/([0-9a-f]+)\r\n([^]*?)\r\n/g)].map(([, size, text]) => `${size} ${text}`);

type Broken = [what: string, fault: Fault];
const twice = (fault: (commit: 'before' | 'never') => Fault): Broken[] => [
	['committed before', fault('before')],
	['never committed', fault('never')],
];

describe.each(SERVICES)('A request to $name', (service) => {
	const { name } = service;
	const length = LENGTH[name];
	const ledger = () => sandbox()[name].ledger;
	const plan = (fault: Fault) => sandbox()[name].faults.plan([fault]);

	const expectKept = ({ commit }: { commit?: string }, status: number | null) => {
		const committed = commit === 'before';
		expect(ledger().requests[0]).toMatchObject({ committed, status });
		expect(service.stored(sandbox())).toBe(committed ? 1 : 0);
	};
	const met = (fault: Fault, status: number | null) => {
		expect(ledger().requests[0].fault).toEqual(fault);
		expectKept(fault as { commit?: string }, status);
	};

	test('is answered in full when no fault is planned', async () => {
		const { heard, ended } = await begin(service, { headers: { connection: 'close' } });
		expect(await ended).toBe('FIN');
		const { head, body } = parts(heard());
		expect(head).toMatch(ACCEPTED);
		expect(body).toMatch(bodyOf[name]);
		expect(body).toHaveLength(length);
		expect(ledger().requests).toMatchObject([{ status: 202, fault: null, committed: true }]);
	});

	test('is reset before its body is read', async () => {
		plan({ kind: 'resetUpload' });
		const { heard, ended } = await begin(service, { withholdBody: true });
		expect(await ended).toBe('RST');
		expect(heard()).toBe('');
		met({ kind: 'resetUpload' }, null);
	});

	test.each(twice((commit) => ({ kind: 'reset', at: 'request', commit })))(
		'is reset without an answer: %s',
		async (_what, fault) => {
			plan(fault);
			const { heard, ended } = await begin(service);
			expect(await ended).toBe('RST');
			expect(heard()).toBe('');
			met(fault, null);
		},
	);

	test.each(twice((commit) => ({ kind: 'reset', at: 'head', commit })))(
		'is reset inside the head of the answer: %s',
		async (_what, fault) => {
			plan(fault);
			const { heard, ended } = await begin(service);
			expect(await ended).toBe('RST');
			expect(heard()).toMatch(HALF_A_HEAD);
			met(fault, null);
		},
	);

	test.each(twice((commit) => ({ kind: 'reset', at: 'body', commit })))(
		'is reset inside the body of the answer: %s',
		async (_what, fault) => {
			plan(fault);
			const { heard, ended } = await begin(service);
			expect(await ended).toBe('RST');
			const { head, body } = parts(heard());
			expect(head).toMatch(ACCEPTED);
			expect(head).toContain(`content-length: ${length}`);
			expect(body).toHaveLength(Math.floor(length / 2));
			met(fault, 202);
		},
	);

	test('is reset behind what it got, not over it, on a machine that is behind', async () => {
		plan({ kind: 'reset', at: 'body', commit: 'before' });
		const { heard, ended } = await begin(service);
		while (ledger().requests[0].status === null) await setImmediate();
		const stalled = performance.now();
		while (performance.now() - stalled < 50);
		expect(await ended).toBe('RST');
		expect(parts(heard()).body).toHaveLength(Math.floor(length / 2));
	});

	test.each(twice((commit) => ({ kind: 'close', at: 'request', commit })))(
		'finds the connection closed without an answer: %s',
		async (_what, fault) => {
			plan(fault);
			const { heard, ended } = await begin(service);
			expect(await ended).toBe('FIN');
			expect(heard()).toBe('');
			met(fault, null);
		},
	);

	test.each(twice((commit) => ({ kind: 'close', at: 'head', commit })))(
		'finds the connection closed inside the head of the answer: %s',
		async (_what, fault) => {
			plan(fault);
			const { heard, ended } = await begin(service);
			expect(await ended).toBe('FIN');
			expect(heard()).toMatch(HALF_A_HEAD);
			met(fault, null);
		},
	);

	test.each(twice((commit) => ({ kind: 'cut', framing: 'length', commit })))(
		'gets half of a body whose length was announced: %s',
		async (_what, fault) => {
			plan(fault);
			const { heard, ended } = await begin(service);
			expect(await ended).toBe('FIN');
			const { head, body } = parts(heard());
			expect(head).toMatch(ACCEPTED);
			expect(head).toContain(`content-length: ${length}`);
			expect(body).toHaveLength(Math.floor(length / 2));
			met(fault, 202);
		},
	);

	test.each(twice((commit) => ({ kind: 'cut', framing: 'chunked', commit })))(
		'gets half of a chunked body without its last chunk: %s',
		async (_what, fault) => {
			plan(fault);
			const { heard, ended } = await begin(service);
			expect(await ended).toBe('FIN');
			const { head, body } = parts(heard());
			const size = Math.floor(length / 2).toString(16);
			expect(head).toContain('transfer-encoding: chunked');
			expect(head).not.toContain('content-length');
			expect(body).toMatch(new RegExp(`^${size}\r\n\\{"(id|batchId)"[^\r]*\r\n$`));
			met(fault, 202);
		},
	);

	test.each(twice((commit) => ({ kind: 'cut', framing: 'untilClose', commit })))(
		'gets half of a body that nothing shows to be cut: %s',
		async (_what, fault) => {
			plan(fault);
			const { heard, ended } = await begin(service);
			expect(await ended).toBe('FIN');
			const { head, body } = parts(heard());
			expect(head).not.toMatch(/content-length|transfer-encoding/);
			expect(head).toContain('connection: close');
			expect(body).toHaveLength(Math.floor(length / 2));
			met(fault, 202);
		},
	);

	test.each(twice((commit) => ({ kind: 'hang', at: 'request', commit })))(
		'waits for an answer until it gives up: %s',
		async (_what, fault) => {
			plan(fault);
			const { heard, giveUp } = await begin(service);
			await knock(service);
			expect(ledger().inFlight).toBe(1);
			await giveUp();
			expect(heard()).toBe('');
			met(fault, null);
			await knock(service);
			expect(ledger().inFlight).toBe(0);
		},
	);

	test.each(twice((commit) => ({ kind: 'hang', at: 'head', commit })))(
		'waits for the rest of the head until it gives up: %s',
		async (_what, fault) => {
			plan(fault);
			const { heard, hear, giveUp } = await begin(service);
			await hear(1);
			await knock(service);
			expect(ledger().inFlight).toBe(1);
			await giveUp();
			expect(heard()).toMatch(HALF_A_HEAD);
			met(fault, null);
		},
	);

	test.each(twice((commit) => ({ kind: 'hang', at: 'body', commit })))(
		'waits for the rest of the body until it gives up: %s',
		async (_what, fault) => {
			plan(fault);
			const { heard, hear, giveUp } = await begin(service);
			await hear(1);
			await knock(service);
			expect(ledger().inFlight).toBe(1);
			await giveUp();
			const { head, body } = parts(heard());
			expect(head).toContain(`content-length: ${length}`);
			expect(body).toHaveLength(Math.floor(length / 2));
			met(fault, 202);
		},
	);

	test.each(twice((commit) => ({ kind: 'drip', at: 'head', msPerByte: 0, commit })))(
		'gets a head that never ends: %s',
		async (_what, fault) => {
			plan(fault);
			const { heard, hear, giveUp } = await begin(service);
			await hear(100);
			await giveUp();
			expect(heard()).toMatch(/^HTTP\/1\.1 202 Accepted\r\nx-cut-off: \.{60}/);
			met(fault, null);
		},
	);

	test.each(twice((commit) => ({ kind: 'drip', at: 'body', msPerByte: 0, commit })))(
		'gets a body that never ends, byte by byte: %s',
		async (_what, fault) => {
			plan(fault);
			const { heard, hear, giveUp } = await begin(service);
			await hear(200 + 6 * (length + 20));
			await giveUp();
			const { head, body } = parts(heard());
			expect(head).toContain('transfer-encoding: chunked');
			const bytes = inChunks(body);
			expect(bytes.every((chunk) => /^1 [^]$/.test(chunk))).toBe(true);
			const text = bytes.map((chunk) => chunk.slice(2)).join('');
			expect(text.slice(0, length)).toMatch(bodyOf[name]);
			expect(text.slice(length)).toMatch(/^ {10}/);
			met(fault, 202);
		},
	);

	test('gets one byte and then waits as long as the drip is told to', async () => {
		plan({ kind: 'drip', at: 'body', msPerByte: 3_600_000, commit: 'before' });
		const { heard, hear, giveUp } = await begin(service);
		await hear(1);
		await knock(service);
		expect(inChunks(parts(heard()).body)).toEqual(['1 {']);
		await giveUp();
	});

	test('gets the whole body from a slow service, byte by byte', async () => {
		plan({ kind: 'slow', msPerByte: 1 });
		const begun = performance.now();
		const { heard, ended } = await begin(service, { headers: { connection: 'close' } });
		expect(await ended).toBe('FIN');
		// A timer may fire a little early.
		expect(performance.now() - begun).toBeGreaterThan(length / 2);
		const { head, body } = parts(heard());
		expect(head).toContain(`content-length: ${length}`);
		expect(body).toMatch(bodyOf[name]);
		expect(ledger().requests).toMatchObject([{ status: 202, committed: true }]);
	});

	test('is over with the last byte from a slow service', async () => {
		plan({ kind: 'slow', msPerByte: 3 });
		const slow = await begin(service);
		while (parts(slow.heard()).body.length < length) await setImmediate();
		await knock(service);
		expect(ledger().mostInFlight).toBe(1);
		await slow.giveUp();
	});

	test('gets one byte from a service as slow as it can be', async () => {
		plan({ kind: 'slow', msPerByte: 3_600_000 });
		const { heard, hear, giveUp } = await begin(service);
		await hear(1);
		await knock(service);
		expect(parts(heard()).body).toBe('{');
		expect(ledger().inFlight).toBe(1);
		await giveUp();
	});

	test.each(twice((commit) => ({ kind: 'noHttp', commit })))(
		'gets something that is not HTTP: %s',
		async (_what, fault) => {
			plan(fault);
			const { heard, ended } = await begin(service);
			expect(await ended).toBe('FIN');
			expect(heard()).toMatch(/^220 [^]*\r\n$/);
			met(fault, null);
		},
	);

	test.each(twice((commit) => ({ kind: 'badGzip', commit })))(
		'gets a packed body whose checksum is wrong: %s',
		async (_what, fault) => {
			plan(fault);
			const { heard, ended } = await begin(service, { headers: { connection: 'close' } });
			expect(await ended).toBe('FIN');
			const { head, body } = parts(heard());
			expect(head).toMatch(ACCEPTED);
			expect(head).toContain('content-encoding: gzip');
			expect(head).toContain(`content-length: ${body.length}`);
			expect(() => gunzipSync(Buffer.from(body, 'latin1'))).toThrow('incorrect data check');
			met(fault, 202);
		},
	);

	test('is one at a time when each is sent after the last was given up or broke off', async () => {
		const faults: Fault[] = [
			{ kind: 'hang', at: 'request', commit: 'before' },
			{ kind: 'reset', at: 'request', commit: 'before' },
			{ kind: 'close', at: 'request', commit: 'before' },
			{ kind: 'cut', framing: 'length', commit: 'before' },
			{ kind: 'slow', msPerByte: 0 },
		];
		for (let round = 0; round < 10; round++) {
			sandbox()[name].faults.plan(faults);
			for (const { kind } of faults) {
				const { ended, giveUp } = await begin(service, { headers: { connection: 'close' } });
				if (kind !== 'hang') await ended;
				await giveUp();
			}
		}
		expect(ledger().mostInFlight).toBe(1);
	});

	test.each([
		['hanging', { kind: 'hang', at: 'request', commit: 'before' }],
		['dripping', { kind: 'drip', at: 'body', msPerByte: 3_600_000, commit: 'before' }],
		['slow', { kind: 'slow', msPerByte: 3_600_000 }],
	] as Broken[])('is ended by a reset of the sandbox: %s', async (_what, fault) => {
		plan(fault);
		const { ended } = await begin(service);
		await knock(service);
		sandbox().reset();
		expect(await ended).toBe('FIN');
		expect(ledger()).toMatchObject({ requests: [], inFlight: 0, mostInFlight: 0 });
		await knock(service);
		expect(ledger().mostInFlight).toBe(1);
	});

	test('is ended by the end of the sandbox', async () => {
		const own = await startSandbox();
		own[name].faults.plan([{ kind: 'hang', at: 'request', commit: 'before' }]);
		const { ended } = converse(own[name].baseUrl, storing(own, service));
		while (service.stored(own) === 0) await setImmediate();
		await own.close();
		expect(await ended).toBe('FIN');
	});
});

describe('An Idempotency-Key whose answer was lost', () => {
	const [, service] = SERVICES;
	const headers = { 'idempotency-key': 'key-1', connection: 'close' };

	const lost = (commit: 'before' | 'never'): Fault[] => [
		{ kind: 'reset', at: 'request', commit },
		{ kind: 'reset', at: 'body', commit },
		{ kind: 'close', at: 'request', commit },
		{ kind: 'cut', framing: 'length', commit },
		{ kind: 'noHttp', commit },
		{ kind: 'wrongBody', body: 'html', commit },
		{ kind: 'badGzip', commit },
		{ kind: 'refuse', status: 504, commit },
	];
	const titled = (faults: Fault[]) =>
		faults.map((fault) => [JSON.stringify(fault), fault] as const);

	test.each(titled(lost('before')))('brings the first answer again: %s', async (_title, fault) => {
		const { ledger, faults } = sandbox().evermuse;
		faults.plan([fault]);
		await (
			await begin(service, { headers })
		).ended;
		const again = await begin(service, { headers });
		await again.ended;
		expect(JSON.parse(parts(again.heard()).body)).toMatchObject({
			batchId: ledger.batches[0].batchId,
			acceptedCount: 1,
		});
		expect(ledger.batches).toHaveLength(1);
		expect(ledger.records).toHaveLength(1);
		expect(ledger.requests).toMatchObject([
			{ committed: true, batchId: ledger.batches[0].batchId },
			{ committed: false, batchId: null },
		]);
	});

	test.each(titled(lost('never')))('is as good as new: %s', async (_title, fault) => {
		const { ledger, faults } = sandbox().evermuse;
		faults.plan([fault]);
		await (
			await begin(service, { headers })
		).ended;
		expect(ledger).toMatchObject({ batches: [], records: [] });
		await (
			await begin(service, { headers })
		).ended;
		expect(ledger.records).toHaveLength(1);
		expect(ledger.requests).toMatchObject([
			{ committed: false, batchId: null },
			{ committed: true, batchId: ledger.batches[0].batchId },
		]);
	});
});

test('A drip waits for its next byte no longer when nobody is there', async () => {
	const raw = new ServerResponse(new IncomingMessage(new Socket()));
	const bytes = drip(Buffer.from('ab'), 3_600_000, { raw })[Symbol.asyncIterator]();
	expect(await bytes.next()).toEqual({ done: false, value: Buffer.from('a') });
	const next = bytes.next();
	raw.emit('close');
	await expect(next).rejects.toThrow('aborted');
});
