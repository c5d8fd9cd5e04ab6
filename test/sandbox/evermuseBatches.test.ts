import { aRecord, someRecords } from './aRecord';
import { NOON, SECOND, useSandbox } from './useSandbox';

const INGEST = '/api/v1/ingest';
const BATCHES = `${INGEST}/batches`;

interface BatchStatus {
	batchId: string;
	status: string;
	attachmentDownloadStatus?: string;
	attachmentDownloadTotal?: number;
	attachmentDownloadComplete?: number;
	attachmentDownloadFailed?: number;
}

describe('A batch in the local Evermuse', () => {
	const { clock, evermuse } = useSandbox();
	const ingest = async (...records: unknown[]) =>
		(await evermuse<BatchStatus>(INGEST, { body: records })).body.batchId;
	const statusOf = async (batchId: string) =>
		(await evermuse<BatchStatus>(`${BATCHES}/${batchId}`)).body;
	const at = async (milliseconds: number, batchId: string) => {
		clock.time = NOON + milliseconds;
		return await statusOf(batchId);
	};

	test('has its counts, its errors, its type and the time of its creation', async () => {
		const { body: receipt } = await evermuse(INGEST, {
			body: [aRecord(), aRecord({ data: undefined })],
		});
		clock.time += SECOND;
		expect(await statusOf(String(receipt.batchId))).toEqual({
			...receipt,
			status: 'LANDED',
			createdAt: NOON,
			source: 'api',
			type: 'message',
		});
	});

	test.each([
		[0, 'LANDING'],
		[999, 'LANDING'],
		[1000, 'LANDED'],
		[1999, 'LANDED'],
		[2000, 'PROCESSING'],
		[5999, 'PROCESSING'],
		[6000, 'COMPLETE'],
		[60_000, 'COMPLETE'],
	])('is, %i ms after its creation, %s', async (milliseconds, status) => {
		expect(await at(milliseconds, await ingest(aRecord()))).toMatchObject({ status });
	});

	test('ends FAILED when a record carries the tag sandbox-fail, but not before its time', async () => {
		const batchId = await ingest(aRecord(), aRecord({ _tags: ['sandbox-fail'] }));
		expect(await at(5999, batchId)).toMatchObject({ status: 'PROCESSING' });
		expect(await at(6000, batchId)).toMatchObject({ status: 'FAILED' });
	});

	const withUrls = (...urls: string[]) =>
		aRecord({ _attachments: urls.map((vendor_url) => ({ type: 'file', vendor_url })) });
	const GOOD = 'https://storage.example.com/a.pdf';

	test.each([
		['no attachments', aRecord()],
		[
			'an attachment that was uploaded already',
			aRecord({ _attachments: [{ type: 'file', upload_intent_id: 'u' }] }),
		],
	])('says nothing of downloads with %s', async (_what, record) => {
		const status = await at(9000, await ingest(record));
		expect(Object.keys(status).filter((name) => name.startsWith('attachment'))).toEqual([]);
	});

	test.each([
		[1999, 'PENDING', 0],
		[2000, 'IN_PROGRESS', 0],
		[4999, 'IN_PROGRESS', 1],
		[7999, 'IN_PROGRESS', 3],
		[8000, 'COMPLETE', 4],
	])('counts, %i ms after its creation, its downloads as %s: %i of 4', async (...row) => {
		const [milliseconds, status, complete] = row;
		const batchId = await ingest(withUrls(GOOD, GOOD, GOOD, GOOD));
		expect(await at(milliseconds, batchId)).toMatchObject({
			attachmentDownloadStatus: status,
			attachmentDownloadTotal: 4,
			attachmentDownloadComplete: complete,
			attachmentDownloadFailed: 0,
		});
	});

	test.each([
		['PARTIAL_FAILURE', [GOOD, 'https://unreachable.example/a.pdf'], 1],
		['PARTIAL_FAILURE', ['https://files.invalid/a.pdf', GOOD, GOOD], 1],
		['FAILED', ['https://unreachable.example/a.pdf', 'https://files.invalid/'], 2],
		['COMPLETE', ['https://unreachable.example.com/a.pdf'], 0],
	])('ends its downloads as %s for %j', async (status, urls, failed) => {
		const batchId = await ingest(withUrls(...urls));
		expect(await at(8000, batchId)).toMatchObject({
			status: 'COMPLETE',
			attachmentDownloadStatus: status,
			attachmentDownloadComplete: urls.length - failed,
			attachmentDownloadFailed: failed,
		});
	});

	test('is complete before its downloads are', async () => {
		expect(await at(6000, await ingest(withUrls(GOOD)))).toMatchObject({
			status: 'COMPLETE',
			attachmentDownloadStatus: 'IN_PROGRESS',
		});
	});

	test('downloads nothing again for a record that is there already', async () => {
		await ingest(withUrls(GOOD));
		expect(await at(8000, await ingest(withUrls(GOOD)))).not.toHaveProperty(
			'attachmentDownloadTotal',
		);
	});

	test('is not found by another id', async () => {
		const { status, body } = await evermuse(`${BATCHES}/batch_other`);
		expect(status).toBe(404);
		expect(body).toMatchObject({ error: 'NOT_FOUND' });
	});

	test('is refused with an id of 129 characters', async () => {
		expect((await evermuse(`${BATCHES}/${'x'.repeat(128)}`)).status).toBe(404);
		expect((await evermuse(`${BATCHES}/${'x'.repeat(129)}`)).status).toBe(400);
	});
});

describe('The settings of a local Evermuse', () => {
	const lifeCycle = {
		landed: 10,
		processing: 20,
		finished: 30,
		downloadsStarted: 20,
		downloadsFinished: 40,
	};

	describe('make its batches faster by a speed', () => {
		const { clock, evermuse } = useSandbox({ speed: 6 });
		test.each([
			[999, 'PROCESSING'],
			[1000, 'COMPLETE'],
		])('which are, after %i ms, %s', async (milliseconds, status) => {
			const { body } = await evermuse(INGEST, { body: [aRecord()] });
			clock.time += milliseconds;
			expect((await evermuse(`${BATCHES}/${body.batchId}`)).body).toMatchObject({ status });
		});
	});

	describe('make its batches live by other times', () => {
		const { clock, evermuse } = useSandbox({ lifeCycle });
		test.each([
			[19, 'LANDED'],
			[30, 'COMPLETE'],
		])('and they are, after %i ms, %s', async (milliseconds, status) => {
			const { body } = await evermuse(INGEST, { body: [aRecord()] });
			clock.time += milliseconds;
			expect((await evermuse(`${BATCHES}/${body.batchId}`)).body).toMatchObject({ status });
		});
	});
});

describe('The list of batches of the local Evermuse', () => {
	const { clock, evermuse, sandbox } = useSandbox();
	const ingestMany = async (count: number) => {
		const ids: string[] = [];
		for (const record of someRecords(count)) {
			clock.time += SECOND;
			const { body } = await evermuse<{ batchId: string }>(INGEST, { body: [record] });
			ids.unshift(body.batchId);
		}
		return ids;
	};
	const list = async (query = '') => {
		const { body } = await evermuse<{ batches: BatchStatus[]; nextCursor: string | null }>(
			`${BATCHES}?${query}`,
		);
		return { ids: body.batches.map(({ batchId }) => batchId), nextCursor: body.nextCursor };
	};

	test('is empty at first', async () => {
		expect(await list()).toEqual({ ids: [], nextCursor: null });
	});

	test('is what each batch says of itself, the newest first', async () => {
		const ids = await ingestMany(3);
		const { body } = await evermuse<{ batches: BatchStatus[] }>(BATCHES);
		for (const [index, batch] of body.batches.entries()) {
			expect(batch.batchId).toBe(ids[index]);
			expect((await evermuse(`${BATCHES}/${batch.batchId}`)).body).toEqual(batch);
		}
	});

	test('gives 20 unless a limit is given, and a cursor for the rest', async () => {
		const ids = await ingestMany(21);
		const first = await list();
		expect(first.ids).toEqual(ids.slice(0, 20));
		expect(await list(`cursor=${first.nextCursor}`)).toEqual({ ids: [ids[20]], nextCursor: null });
		expect(await list('limit=100')).toEqual({ ids, nextCursor: null });
	});

	test('ends with no cursor when the last page is full', async () => {
		const ids = await ingestMany(4);
		const first = await list('limit=2');
		expect(await list(`limit=2&cursor=${first.nextCursor}`)).toEqual({
			ids: ids.slice(2),
			nextCursor: null,
		});
	});

	test('goes on where it was when batches arrive between two pages', async () => {
		const ids = await ingestMany(4);
		const { nextCursor } = await list('limit=2');
		await ingestMany(3);
		expect((await list(`limit=2&cursor=${nextCursor}`)).ids).toEqual(ids.slice(2));
	});

	test.each([
		'limit=0',
		'limit=101',
		'limit=-1',
		'limit=1.5',
		'limit=ten',
		'limit=',
		'cursor=',
		'cursor=nonsense',
		`cursor=${'x'.repeat(257)}`,
	])('is refused by %s', async (query) => {
		const { status, body } = await evermuse(`${BATCHES}?${query}`);
		expect(status).toBe(400);
		expect(body).toMatchObject({ error: expect.stringMatching(/^INVALID_(REQUEST|CURSOR)$/) });
	});

	test.each([
		['no key', null, 401],
		['a key that may only write', 'em_sk_sandbox_write_only', 403],
		['a key that may only read', 'em_sk_sandbox_read_only', 200],
	])('asked for with %s is answered with its status, as is one batch', async (...row) => {
		const [, key, status] = row;
		const [batchId] = await ingestMany(1);
		expect((await evermuse(BATCHES, { key })).status).toBe(status);
		expect((await evermuse(`${BATCHES}/${batchId}`, { key })).status).toBe(status);
		expect(sandbox().evermuse.ledger.batches).toHaveLength(1);
	});
});
