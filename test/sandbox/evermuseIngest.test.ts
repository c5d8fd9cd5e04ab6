import { aRecord, someRecords } from './aRecord';
import { HOUR, MINUTE, NOON, SECOND, useSandbox } from './useSandbox';

const INGEST = '/api/v1/ingest';
const LARGEST_BODY = 5_000_000;

const asLines = (records: unknown[]) => records.map((record) => JSON.stringify(record)).join('\n');
const NDJSON = { 'content-type': 'application/x-ndjson' };

/** A JSON batch of one record and exactly so many bytes. */
function batchOfBytes(bytes: number): string {
	const empty = JSON.stringify([aRecord({ data: { text: '' } })]);
	return JSON.stringify([aRecord({ data: { text: 'x'.repeat(bytes - empty.length) } })]);
}

describe('A batch sent to the local Evermuse', () => {
	const { evermuse, sandbox } = useSandbox();
	const stored = () => sandbox().evermuse.ledger.records.map(({ record }) => record);

	test.each([
		['a JSON array', JSON.stringify(someRecords(2)), {}],
		['an object with records', JSON.stringify({ records: someRecords(2) }), {}],
		['NDJSON', asLines(someRecords(2)), NDJSON],
		[
			'NDJSON with blank lines and CRLF',
			`\r\n${asLines(someRecords(2)).replace('\n', '\r\n\r\n')}\r\n`,
			NDJSON,
		],
		[
			'a content type with a charset',
			JSON.stringify(someRecords(2)),
			{ 'content-type': 'application/json; charset=utf-8' },
		],
	])('is accepted as %s and stored as it was sent', async (_what, body, headers) => {
		const answer = await evermuse(INGEST, { body, headers });
		expect(answer.status).toBe(202);
		expect(answer.body).toEqual({
			batchId: expect.stringMatching(/^batch_\w+$/),
			acceptedCount: 2,
			rejectedCount: 0,
			totalErrorCount: 0,
		});
		expect(stored()).toEqual(someRecords(2));
		expect(sandbox().evermuse.ledger.records[0].batchId).toBe(answer.body.batchId);
	});

	test.each(['text', 'audio', 'video', 'file'])(
		'is accepted with the format %s',
		async (format) => {
			expect((await evermuse(`${INGEST}?format=${format}`, { body: [aRecord()] })).status).toBe(
				202,
			);
		},
	);

	test.each([
		['1,000 records', JSON.stringify(someRecords(1000)), {}],
		['1,000 lines', asLines(someRecords(1000)), NDJSON],
		['5,000,000 bytes', batchOfBytes(LARGEST_BODY), {}],
		[
			'an Idempotency-Key of 256 characters',
			JSON.stringify([aRecord()]),
			{ 'Idempotency-Key': 'k'.repeat(256) },
		],
	])('is accepted with %s', async (_what, body, headers) => {
		expect((await evermuse(INGEST, { body, headers })).status).toBe(202);
	});

	test.each([
		['text that is not JSON', 'Hola', {}, 'INVALID_JSON'],
		['JSON cut short', '[{"_type":', {}, 'INVALID_JSON'],
		['nothing under a JSON content type', '', {}, 'INVALID_JSON'],
		['a line that is not JSON', `${asLines([aRecord()])}\nHola`, NDJSON, 'INVALID_JSON'],
		['NDJSON without lines', '\n', NDJSON, 'EMPTY_BATCH'],
		['an empty array', '[]', {}, 'EMPTY_BATCH'],
		['empty records', '{"records":[]}', {}, 'EMPTY_BATCH'],
		['1,001 records', JSON.stringify(someRecords(1001)), {}, 'TOO_MANY_RECORDS'],
		['1,001 lines', asLines(someRecords(1001)), NDJSON, 'TOO_MANY_RECORDS'],
		['a single record', JSON.stringify(aRecord()), {}, 'INVALID_BODY'],
		[
			'records beside something else',
			JSON.stringify({ records: [aRecord()], a: 1 }),
			{},
			'INVALID_BODY',
		],
		['a number', '7', {}, 'INVALID_BODY'],
		['two types', JSON.stringify([aRecord(), aRecord({ _type: 'email' })]), {}, 'MIXED_TYPES'],
		[
			'two products',
			JSON.stringify([aRecord(), aRecord({ _product_id: 'p2' })]),
			{},
			'MIXED_PRODUCTS',
		],
		[
			'another content type',
			asLines([aRecord()]),
			{ 'content-type': 'text/csv' },
			'UNSUPPORTED_CONTENT_TYPE',
		],
		[
			'an Idempotency-Key of 257 characters',
			JSON.stringify([aRecord()]),
			{ 'Idempotency-Key': 'k'.repeat(257) },
			'INVALID_REQUEST',
		],
	])('is refused as a whole with %s', async (_what, body, headers, error) => {
		const answer = await evermuse(INGEST, { body, headers });
		expect(answer.status).toBe(400);
		expect(answer.body).toMatchObject({ error, message: expect.any(String) });
		expect(stored()).toEqual([]);
		expect(sandbox().evermuse.ledger.batches).toEqual([]);
	});

	test('is refused without a body', async () => {
		const answer = await evermuse(INGEST, { method: 'POST' });
		expect(answer.body).toMatchObject({ error: 'EMPTY_BATCH' });
	});

	test('is refused with an unknown format, and told which there are', async () => {
		const { status, body } = await evermuse(`${INGEST}?format=json`, { body: [aRecord()] });
		expect(status).toBe(400);
		expect(body.message).toMatch(/format.*text, audio, video, file/);
	});

	test('is told which line is not JSON and what was mixed', async () => {
		const lines = `${asLines([aRecord()])}\n\nHola`;
		expect((await evermuse(INGEST, { body: lines, headers: NDJSON })).body).toMatchObject({
			details: { line: 3 },
		});
		const mixed = [aRecord(), aRecord({ _type: 'email' })];
		expect((await evermuse(INGEST, { body: mixed })).body).toMatchObject({
			details: { found: ['message', 'email'] },
		});
	});

	test.each([LARGEST_BODY + 1, 4 * LARGEST_BODY])(
		'is too large with %i bytes, and read to the end all the same',
		async (bytes) => {
			const answer = await evermuse(INGEST, { body: batchOfBytes(bytes) });
			expect(answer.status).toBe(413);
			expect(answer.body).toMatchObject({ error: 'PAYLOAD_TOO_LARGE' });
			expect(sandbox().evermuse.ledger.requests).toMatchObject([{ status: 413, bytes }]);
			expect(stored()).toEqual([]);
		},
	);

	test.each([
		['no key', null, 401],
		['an unknown key', 'em_sk_other', 401],
		['a key that every object has', 'constructor', 401],
		['a key that may only read', 'em_sk_sandbox_read_only', 403],
		['a key that may only write', 'em_sk_sandbox_write_only', 202],
	])('sent with %s is answered with its status', async (_what, key, status) => {
		const answer = await evermuse(INGEST, { body: [aRecord()], key });
		expect(answer.status).toBe(status);
		expect(stored()).toHaveLength(status === 202 ? 1 : 0);
	});
});

describe('A record sent to the local Evermuse', () => {
	const { evermuse, sandbox } = useSandbox();
	const send = async (...records: unknown[]) => await evermuse(INGEST, { body: records });

	test('may use every field of the document', async () => {
		const { body } = await send(
			aRecord({
				_thread_id: 't-1',
				_participants: [{ id: 'a', role: 'external', email: 'a@b.cl', name: 'A', type: 'contact' }],
				_attachments: [{ type: 'audio', vendor_url: 'https://storage.example.com/a.mp3' }],
				_tags: ['enterprise'],
				_pii: { contains_email: true, sensitive_score: 1, redaction_status: 'redacted' },
			}),
		);
		expect(body).toMatchObject({ acceptedCount: 1, rejectedCount: 0 });
	});

	test.each([
		['no _type', { _type: undefined }, "must have required property '_type'"],
		[
			'an unknown _type',
			{ _type: 'chat' },
			'_type must be equal to one of the allowed values: email_thread, ',
		],
		['an unknown _nature', { _nature: 'proof' }, '_nature must be equal'],
		[
			'a time with an offset',
			{ _event_at: '2026-02-24T12:34:56+00:00' },
			'_event_at must match pattern',
		],
		[
			'a time with four decimals',
			{ _event_at: '2026-02-24T12:34:56.1234Z' },
			'_event_at must match pattern',
		],
		['no vendor ids', { _vendor_ids: {} }, '_vendor_ids must NOT have fewer than 1 properties'],
		['a number as vendor id', { _vendor_ids: { id: 7 } }, '_vendor_ids.id must be string'],
		['no project', { _project_ids: [] }, '_project_ids must NOT have fewer than 1 items'],
		['data that is a list', { data: [] }, 'data must be object'],
		['a field nobody knows', { extra: 1 }, "must NOT have additional properties 'extra'"],
		[
			'11 attachments',
			{ _attachments: Array(11).fill({ type: 'file' }) },
			'_attachments must NOT have more than 10 items',
		],
		[
			'an attachment that is no URL',
			{ _attachments: [{ type: 'file', vendor_url: 'x' }] },
			'_attachments.0.vendor_url must match format "uri"',
		],
		[
			'a tag of 65 characters',
			{ _tags: ['x'.repeat(65)] },
			'_tags.0 must NOT have more than 64 characters',
		],
		[
			'a bad e-mail',
			{ _participants: [{ id: 'a', role: 'internal', email: 'a' }] },
			'_participants.0.email must match format "email"',
		],
		['a score above 1', { _pii: { sensitive_score: 1.5 } }, '_pii.sensitive_score must be <= 1'],
	])('is rejected alone with %s', async (_what, fault, message) => {
		const { status, body } = await send(aRecord(), aRecord(fault));
		expect(status).toBe(202);
		expect(body).toMatchObject({
			acceptedCount: 1,
			rejectedCount: 1,
			totalErrorCount: 1,
			errors: [{ index: 1, code: 'VALIDATION_ERROR', message: expect.stringContaining(message) }],
		});
		expect(sandbox().evermuse.ledger.records).toHaveLength(1);
	});

	test.each([[null], [7], ['text'], [[]]])('is rejected alone when it is %j', async (record) => {
		expect((await send(record, aRecord())).body).toMatchObject({
			acceptedCount: 1,
			rejectedCount: 1,
			errors: [{ index: 0 }],
		});
	});

	test('is rejected with all its faults, of which the answer names 20 in all', async () => {
		const faulty = { _nature: 'proof', _event_at: 'today', extra: 1 };
		const { body } = await send(...someRecords(30, faulty), aRecord());
		expect(body).toMatchObject({ acceptedCount: 1, rejectedCount: 30, totalErrorCount: 90 });
		const indexes = (body.errors as Array<{ index: number }>).map(({ index }) => index);
		expect(indexes).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6]);
	});

	test('leaves a batch of its own when all are rejected', async () => {
		const { status, body } = await send(aRecord({ data: undefined }));
		expect(status).toBe(202);
		expect(body).toMatchObject({ acceptedCount: 0, rejectedCount: 1 });
		expect(sandbox().evermuse.ledger.batches).toHaveLength(1);
	});
});

describe('A record sent twice to the local Evermuse', () => {
	const { evermuse, sandbox } = useSandbox();
	const ids = { conversation_id: 'c-1', message_id: 'm-1' };
	const original = aRecord({ _vendor_ids: ids, data: { text: 'first' } });

	test.each([
		['the same record', {}],
		['other data', { data: { text: 'second' } }],
		[
			'its vendor ids in another order',
			{ _vendor_ids: { message_id: 'm-1', conversation_id: 'c-1' } },
		],
		['another time in the same second', { _event_at: '2026-02-24T12:34:56.999Z' }],
		['another product', { _product_id: 'prod-other' }],
	])('is accepted and stored once: %s', async (_what, changes) => {
		await evermuse(INGEST, { body: [original] });
		const { body } = await evermuse(INGEST, { body: [{ ...original, ...changes }] });
		expect(body).toMatchObject({ acceptedCount: 1, rejectedCount: 0 });
		expect(sandbox().evermuse.ledger.records).toMatchObject([{ record: original }]);
	});

	test.each([
		['another type', { _type: 'email' }],
		['another second', { _event_at: '2026-02-24T12:34:57Z' }],
		['another vendor id', { _vendor_ids: { ...ids, message_id: 'm-2' } }],
		['one vendor id more', { _vendor_ids: { ...ids, part: '1' } }],
	])('is two records with %s', async (_what, changes) => {
		await evermuse(INGEST, { body: [original] });
		await evermuse(INGEST, { body: [{ ...original, ...changes }] });
		expect(sandbox().evermuse.ledger.records).toHaveLength(2);
	});

	test('is stored once within one batch too', async () => {
		const { body } = await evermuse(INGEST, { body: [original, original] });
		expect(body).toMatchObject({ acceptedCount: 2 });
		const { records } = sandbox().evermuse.ledger;
		expect(records).toHaveLength(1);
		expect(records[0].deduplicationKey).toContain('2026-02-24T12:34:56');
	});
});

describe('An Idempotency-Key sent to the local Evermuse', () => {
	const { clock, evermuse, sandbox } = useSandbox();
	const send = async (body: unknown, idempotencyKey: string) =>
		await evermuse(INGEST, { body, headers: { 'Idempotency-Key': idempotencyKey } });

	test('brings the first answer again for the same body, and nothing is processed', async () => {
		const body = [aRecord(), aRecord({ data: undefined })];
		const first = await send(body, 'key-1');
		clock.time += HOUR;
		const second = await send(body, 'key-1');
		expect(second.status).toBe(202);
		expect(second.body).toEqual(first.body);
		expect(sandbox().evermuse.ledger.batches).toHaveLength(1);
		expect(sandbox().evermuse.ledger.records).toHaveLength(1);
	});

	test('is a conflict with another body', async () => {
		await send([aRecord()], 'key-1');
		const { status, body } = await send([aRecord(), aRecord()], 'key-1');
		expect(status).toBe(409);
		expect(body).toMatchObject({ error: 'IDEMPOTENCY_CONFLICT' });
		expect(sandbox().evermuse.ledger.batches).toHaveLength(1);
	});

	test('is free again after a body that was refused', async () => {
		expect((await send([], 'key-1')).status).toBe(400);
		expect((await send([aRecord()], 'key-1')).status).toBe(202);
	});

	test('lets the same body in again when it is another key, or none', async () => {
		const answers = [
			await send([aRecord()], 'key-1'),
			await send([aRecord()], 'key-2'),
			await evermuse(INGEST, { body: [aRecord()] }),
			await evermuse(INGEST, { body: [aRecord()] }),
		];
		expect(new Set(answers.map(({ body }) => body.batchId)).size).toBe(4);
	});
});

describe('The rate limit of the local Evermuse when nothing else is said', () => {
	const { evermuse, sandbox } = useSandbox();

	test('is 600 requests a minute', async () => {
		for (let sent = 0; sent < 601; sent++) await evermuse(INGEST, { body: [] });
		const statuses = sandbox().evermuse.ledger.requests.map(({ status }) => status);
		expect(statuses.lastIndexOf(400)).toBe(599);
		expect(statuses[600]).toBe(429);
	}, 60_000);
});

describe('The rate limit of the local Evermuse', () => {
	const { clock, evermuse, sandbox } = useSandbox({ ingestPerMinute: 2 });
	const send = async () => await evermuse(INGEST, { body: [aRecord()] });

	test('says in the body after how many seconds there is room, and then there is', async () => {
		await send();
		clock.time += 10 * SECOND;
		await send();
		clock.time += 500;
		const refused = await send();
		expect(refused.status).toBe(429);
		expect(refused.body).toEqual({
			error: 'RATE_LIMITED',
			message: expect.any(String),
			retryAfter: 50,
		});
		expect(refused.headers.get('retry-after')).toBeNull();
		clock.time += 50 * SECOND;
		expect((await send()).status).toBe(202);
		expect((await send()).status).toBe(429);
	});

	test('holds for ingest only, and stores nothing of what it refuses', async () => {
		for (let sent = 0; sent < 3; sent++) await send();
		expect(sandbox().evermuse.ledger.batches).toHaveLength(2);
		expect((await evermuse(`${INGEST}/batches`)).status).toBe(200);
		clock.time = NOON + MINUTE;
		expect((await send()).status).toBe(202);
	});
});
