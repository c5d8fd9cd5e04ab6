import { STATUS_CODES } from 'node:http';
import type { Fault, FaultOf } from '../../sandbox/faults/fault';
import { aRecord, someRecords } from './aRecord';
import { SERVICES, storing, type StoringService } from './twoServices';
import { useSandbox } from './useSandbox';

const { evermuse, sandbox } = useSandbox();

const INGEST = '/api/v1/ingest';

interface TextAnswer {
	status: number;
	headers: Headers;
	text: string;
}

/** What the storing request is answered with, as text, when it meets the fault. */
async function meet(service: StoringService, fault: Fault): Promise<TextAnswer> {
	const { baseUrl, faults } = sandbox()[service.name];
	faults.plan([fault]);
	const { path, headers, body } = storing(sandbox(), service);
	const answer = await fetch(baseUrl + path, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body,
		redirect: 'manual',
	});
	return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

describe.each(SERVICES)('$name, told to refuse', (service) => {
	const { name } = service;
	const expectKept = (count: number) => {
		expect(service.stored(sandbox())).toBe(count);
		expect(sandbox()[name].ledger.requests[0].committed).toBe(count > 0);
	};

	test.each([400, 401, 403, 404, 409, 413, 418, 429, 500, 502, 503, 504])(
		'with %i does so in its own words and keeps nothing',
		async (status) => {
			const { text, headers, ...answer } = await meet(service, { kind: 'refuse', status });
			expect(answer.status).toBe(status);
			expect(headers.get('content-type')).toContain('application/json');
			expect(headers.get('retry-after')).toBeNull();
			const message = `The sandbox was told to answer ${status}`;
			expect(JSON.parse(text)).toEqual(
				name === 'vambe'
					? { statusCode: status, message, error: STATUS_CODES[status] }
					: { error: expect.stringMatching(/^[A-Z_]+$/), message },
			);
			expectKept(0);
			expect(sandbox()[name].ledger.requests[0].status).toBe(status);
		},
	);

	test.each([409, 500, 502, 503, 504])(
		'with %i may have done what it was asked',
		async (status) => {
			const answer = await meet(service, { kind: 'refuse', status, commit: 'before' });
			expect(answer.status).toBe(status);
			expectKept(1);
		},
	);

	test.each([7, 0, -1, 0.5, 1e9, '7', 'soon', null])(
		'says %j as retryAfter in the body',
		async (retryAfter) => {
			const { text, headers } = await meet(service, { kind: 'refuse', status: 429, retryAfter });
			expect(JSON.parse(text)).toHaveProperty('retryAfter', retryAfter);
			expect(headers.get('retry-after')).toBeNull();
		},
	);

	test.each(['7', 'Mon, 02 Mar 2026 12:00:07 GMT', 'soon'])(
		'says %j in the Retry-After header',
		async (retryAfterHeader) => {
			const fault: Fault = { kind: 'refuse', status: 503, retryAfterHeader };
			const { text, headers } = await meet(service, fault);
			expect(headers.get('retry-after')).toBe(retryAfterHeader);
			expect(JSON.parse(text)).not.toHaveProperty('retryAfter');
		},
	);

	test('names records where it is told to', async () => {
		const errors = [{ index: 3, code: 'BAD', message: 'bad' }];
		const named = await meet(service, { kind: 'refuse', status: 400, errors });
		expect(JSON.parse(named.text)).toHaveProperty('errors', errors);
		const detailed = await meet(service, { kind: 'refuse', status: 400, details: { errors } });
		expect(JSON.parse(detailed.text)).toHaveProperty('details', { errors });
	});

	test('with a page does so in HTML', async () => {
		const { status, headers, text } = await meet(service, {
			kind: 'refuse',
			status: 502,
			as: 'html',
		});
		expect(status).toBe(502);
		expect(headers.get('content-type')).toContain('text/html');
		expect(text).toMatch(/^<!DOCTYPE html>[^]*502 Bad Gateway/);
	});

	test('with nothing says nothing', async () => {
		const { headers, text } = await meet(service, { kind: 'refuse', status: 503, as: 'empty' });
		expect(headers.get('content-type')).toBeNull();
		expect(headers.get('content-length')).toBe('0');
		expect(text).toBe('');
	});

	test.each([301, 302, 307, 308] as const)(
		'by a redirect with %i leads elsewhere',
		async (status) => {
			const to = 'https://elsewhere.example/login';
			const answer = await meet(service, { kind: 'redirect', status, to });
			expect(answer).toMatchObject({ status, text: '' });
			expect(answer.headers.get('location')).toBe(to);
			expectKept(0);
		},
	);

	test.each([
		['success', { success: false }],
		['ok', { ok: false }],
		['status', { status: 'failed' }],
		['error', { error: 'The sandbox was told to say no' }],
	] as const)('by its %s under a good status keeps nothing', async (by, said) => {
		const { status, text } = await meet(service, { kind: 'deny', by });
		expect(status).toBe(202);
		expect(JSON.parse(text)).toMatchObject(said);
		expectKept(0);
	});

	test.each([
		['revoke', { kind: 'revoke' }, 401],
		['inFlight409', { kind: 'inFlight409', requests: 1 }, 409],
	] as Array<[string, Fault, number]>)('by %s keeps nothing', async (_kind, fault, status) => {
		const { text, ...answer } = await meet(service, fault);
		expect(answer.status).toBe(status);
		expect(JSON.parse(text)).toHaveProperty('message', expect.stringContaining(String(status)));
		expectKept(0);
	});
});

describe.each(SERVICES)('$name, answering with a wrong body', (service) => {
	const { name } = service;

	const isJson = (text: string) => {
		try {
			JSON.parse(text);
			return true;
		} catch {
			return false;
		}
	};
	const bodies: Array<
		[FaultOf<'wrongBody'>['body'], contentType: string, looks: (text: string) => boolean]
	> = [
		['text', 'application/json', (text) => text === 'OK'],
		['html', 'text/html', (text) => text.startsWith('<!DOCTYPE html>')],
		['empty', 'application/json', (text) => text === ''],
		['null', 'application/json', (text) => text === 'null'],
		['emptyObject', 'application/json', (text) => text === '{}'],
		['nulls', 'application/json', (text) => /^\{"(id|batchId)":null[,}]/.test(text)],
		['otherShape', 'application/json', (text) => isJson(text) && !/"(id|batchId)"/.test(text)],
		['halfJson', 'application/json', (text) => /^\{"(id|batchId)":"/.test(text) && !isJson(text)],
	];

	test.each(
		bodies.flatMap(
			(row) =>
				[
					[...row, 'before' as const],
					[...row, 'never' as const],
				] as const,
		),
	)(
		'gives %s as %s with its status, and keeps what it keeps',
		async (body, contentType, looks, commit) => {
			const answer = await meet(service, { kind: 'wrongBody', body, commit });
			expect(answer.status).toBe(202);
			expect(answer.headers.get('content-type')).toBe(contentType);
			expect(looks(answer.text)).toBe(true);
			expect(service.stored(sandbox())).toBe(commit === 'before' ? 1 : 0);
			expect(sandbox()[name].ledger.requests).toMatchObject([
				{ status: 202, committed: commit === 'before' },
			]);
		},
	);

	test('may have another good status', async () => {
		const fault: Fault = { kind: 'wrongBody', body: 'html', status: 200, commit: 'never' };
		expect((await meet(service, fault)).status).toBe(200);
		expect(sandbox()[name].ledger.requests).toMatchObject([{ status: 200 }]);
	});

	test('does so with a refusal of its own, too', async () => {
		const { path, body } = service;
		const { baseUrl, faults } = sandbox()[name];
		faults.plan([{ kind: 'wrongBody', body: 'null', commit: 'before' }]);
		const answer = await fetch(baseUrl + path, { method: 'POST', body });
		expect([answer.status >= 400, await answer.text()]).toEqual([true, 'null']);
		expect(service.stored(sandbox())).toBe(0);
	});
});

describe('A lie of Evermuse about a batch', () => {
	const rejected = aRecord({ _vendor_ids: { id: 'bad' }, _tags: ['sandbox-reject'] });
	const error = (index: number) => ({
		index,
		code: 'VALIDATION_ERROR',
		message: expect.any(String),
	});
	const truth = { index: 2, code: 'SANDBOX_REJECT', message: expect.any(String) };

	/** The answer to two good records and a bad one. */
	const tell = async (what: FaultOf<'lie'>['what'], records = [...someRecords(2), rejected]) => {
		sandbox().evermuse.faults.plan([{ kind: 'lie', what }]);
		return (await evermuse(INGEST, { body: records })).body;
	};

	test.each<[FaultOf<'lie'>['what'], accepted: number, rejected: number, errors: object[]]>([
		['oneTooFew', 1, 1, [truth]],
		['oneTooMany', 3, 1, [truth]],
		['indexBeyondTheEnd', 1, 2, [error(3), truth]],
		['indexNegative', 1, 2, [error(-1), truth]],
		['indexRepeated', 1, 2, [truth, truth]],
		['errorsWithoutRejection', 3, 0, [error(0)]],
		['fewerNamed', 2, 1, []],
	])('is %s', async (what, acceptedCount, rejectedCount, errors) => {
		const answer = await tell(what);
		expect(answer).toMatchObject({ acceptedCount, rejectedCount, errors });
		const { batches, records, requests } = sandbox().evermuse.ledger;
		expect(batches).toMatchObject([{ acceptedCount: 2, rejectedCount: 1, errors: [truth] }]);
		expect(answer.batchId).toBe(batches[0].batchId);
		expect(records).toHaveLength(2);
		expect(requests).toMatchObject([{ status: 202, committed: true }]);
	});

	test('names half of those who would be named', async () => {
		const records = someRecords(9, { _tags: ['sandbox-reject'] });
		const { errors, rejectedCount } = await tell('fewerNamed', records);
		expect([rejectedCount, errors]).toEqual([9, Array(4).fill(expect.anything())]);
	});

	test('names 20 at most', async () => {
		const { errors } = await tell('indexNegative', someRecords(21, { _tags: ['sandbox-reject'] }));
		expect(errors).toHaveLength(20);
	});

	test('is not told where one would have to be rejected for it and none is', async () => {
		expect(await tell('indexRepeated', someRecords(2))).toMatchObject({
			acceptedCount: 2,
			rejectedCount: 0,
		});
	});

	test('is not remembered: the same key brings the truth', async () => {
		sandbox().evermuse.faults.plan([{ kind: 'lie', what: 'oneTooFew' }]);
		const request = { body: someRecords(2), headers: { 'Idempotency-Key': 'key-1' } };
		expect((await evermuse(INGEST, request)).body).toMatchObject({ acceptedCount: 1 });
		expect((await evermuse(INGEST, request)).body).toMatchObject({ acceptedCount: 2 });
	});

	test('is not told about a batch that is refused, nor anywhere else', async () => {
		const { faults } = sandbox().evermuse;
		faults.always({ kind: 'lie', what: 'oneTooFew' });
		expect((await evermuse(INGEST, { body: [] })).body).toMatchObject({ error: 'EMPTY_BATCH' });
		expect((await evermuse(`${INGEST}/batches`)).body).toEqual({ batches: [], nextCursor: null });
		await meet(SERVICES[1], { kind: 'slow', msPerByte: 0 });
		const { batchId } = sandbox().evermuse.ledger.batches[0];
		faults.always({ kind: 'lie', what: 'oneTooFew' });
		expect((await evermuse(`${INGEST}/batches/${batchId}`)).body).toMatchObject({
			acceptedCount: 1,
		});
		const vambe = await meet(SERVICES[0], { kind: 'lie', what: 'oneTooFew' });
		expect(JSON.parse(vambe.text)).toEqual(SERVICES[0].answer);
	});
});

describe('A poisoned record', () => {
	const poisoned = (id: string) => aRecord({ _vendor_ids: { message_id: 'm-1', id } });
	const error = (index: number) => ({ index, code: 'POISONED', message: expect.any(String) });
	const send = async (named: FaultOf<'poison'>['named'], body: unknown, headers = {}) => {
		sandbox().evermuse.faults.always({ kind: 'poison', named });
		return await evermuse(INGEST, { body, headers });
	};

	test.each([
		['errors', { errors: [error(1), error(3)] }],
		['details', { details: { errors: [error(1), error(3)] } }],
		['nowhere', {}],
	] as const)('makes the whole batch a 400 that names it in %s', async (named, naming) => {
		const [first, second] = someRecords(2);
		const records = [first, poisoned('poison'), second, poisoned('poison-2')];
		const { status, body } = await send(named, { records });
		expect(status).toBe(400);
		expect(body).toEqual({
			error: 'INVALID_RECORDS',
			message: expect.any(String),
			...naming,
		});
		expect(sandbox().evermuse.ledger).toMatchObject({
			batches: [],
			records: [],
			requests: [{ committed: false, status: 400, records: 4 }],
		});
	});

	test('is one of at most 20 that are named', async () => {
		const records = someRecords(30, { _vendor_ids: { id: 'poison' } });
		expect((await send('errors', records)).body.errors).toHaveLength(20);
	});

	test('is missing where a batch is accepted', async () => {
		const { status } = await send('errors', [...someRecords(2), poisoned('not poison'), null]);
		expect(status).toBe(202);
		expect(sandbox().evermuse.ledger.requests).toMatchObject([{ committed: true }]);
		expect(sandbox().evermuse.ledger.records).toHaveLength(3);
	});

	test('is found in lines, too', async () => {
		const lines = [aRecord(), poisoned('poison')]
			.map((record) => JSON.stringify(record))
			.join('\n');
		const { body } = await send('errors', lines, { 'content-type': 'application/x-ndjson' });
		expect(body.errors).toEqual([error(1)]);
	});

	test('is a record like any other where there is no such fault', async () => {
		expect((await evermuse(INGEST, { body: [poisoned('poison')] })).body).toMatchObject({
			acceptedCount: 1,
		});
	});
});

describe('A record with the tag sandbox-reject', () => {
	test('is rejected inside the 202 although nothing is wrong with it', async () => {
		const { status, body } = await evermuse(INGEST, {
			body: [aRecord(), aRecord({ _tags: ['a', 'sandbox-reject'], _vendor_ids: { id: '2' } })],
		});
		expect(status).toBe(202);
		expect(body).toMatchObject({
			acceptedCount: 1,
			rejectedCount: 1,
			totalErrorCount: 1,
			errors: [{ index: 1, code: 'SANDBOX_REJECT', message: expect.stringContaining('tag') }],
		});
		expect(sandbox().evermuse.ledger.records).toMatchObject([{ record: aRecord() }]);
	});

	test('is one of 60 among 1,000, of which the answer names 20', async () => {
		const records = someRecords(1000).map((record, index) =>
			index % 16 === 0 && index < 960 ? { ...record, _tags: ['sandbox-reject'] } : record,
		);
		const { body } = await evermuse(INGEST, { body: records });
		expect(body).toMatchObject({ acceptedCount: 940, rejectedCount: 60, totalErrorCount: 60 });
		const named = (body.errors as Array<{ index: number }>).map(({ index }) => index);
		expect(named).toEqual(Array.from({ length: 20 }, (_, order) => order * 16));
		expect(sandbox().evermuse.ledger.records).toHaveLength(940);
	});
});
