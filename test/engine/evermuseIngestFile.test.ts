import type { INodeParameters } from 'n8n-workflow';
import { sortBy } from 'lodash';
import { gzipSync } from 'node:zlib';
import { aRecord, someRecords } from '../sandbox/aRecord';
import type { Place } from '../support/anItemWithFile';
import { anItemWithFile, PLACES } from '../support/anItemWithFile';
import { answer, misbehave } from '../support/misbehave';
import { ndjson } from '../support/ndjson';
import { time } from '../support/simulatedTime';
import { useEvermuse } from '../support/useEvermuse';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => time.pass(ms),
}));

const { ingest, stored, requests } = useEvermuse();

const fromFile = (parameters: INodeParameters = {}): INodeParameters => ({
	recordSource: 'file',
	...parameters,
});

type Write = (records: object[]) => string;

const KINDS: Array<[kind: string, write: Write]> = [
	['NDJSON', ndjson],
	['a JSON array', (records) => JSON.stringify(records)],
	['a JSON array over several lines', (records) => JSON.stringify(records, null, '\t')],
	['an object with records', (records) => JSON.stringify({ count: 2, records })],
];

/** Every kind of file, packed or not, wherever n8n may keep it. */
const FILES = PLACES.flatMap((place) =>
	KINDS.flatMap(
		([kind, write]): Array<[string, Place, (records: object[]) => Buffer]> => [
			[kind, place, (records) => Buffer.from(write(records))],
			[`${kind}, packed`, place, (records) => gzipSync(write(records))],
		],
	),
);

describe('The records of a file', () => {
	it.each(FILES)('are submitted from %s, kept %s', async (_kind, place, write) => {
		const records = someRecords(2_500);

		const { success, errors, downstream, hints } = await ingest(
			fromFile({ options: { concurrency: 1 } }),
			{ items: [await anItemWithFile(write(records), { place })], onError: 'continueErrorOutput' },
		);

		expect(stored()).toEqual(records);
		expect(requests().map((request) => [request.status, request.records])).toEqual([
			[202, 1_000],
			[202, 1_000],
			[202, 500],
		]);
		expect(errors).toEqual([]);
		expect(success.map(({ json }) => json)).toEqual(
			requests().map(({ idempotencyKey, bytes, batchId, records: recordCount }) => ({
				batchId,
				status: 'accepted',
				recordCount,
				acceptedCount: recordCount,
				rejectedCount: 0,
				bytes,
				attempts: 1,
				idempotencyKey,
			})),
		);
		expect(downstream.success.map(({ start }) => start)).toEqual(
			Array(3).fill({ from: 'records.ndjson' }),
		);
		expect(hints).toMatchObject([
			{ message: expect.stringMatching(/^2,500 records accepted in 3 batches, .*3 requests/) },
		]);
	});

	it('are submitted without an error, too, when the run is to stop at one', async () => {
		const item = await anItemWithFile(ndjson(someRecords(1_500)));

		const { status, success } = await ingest(fromFile(), { items: [item] });

		expect(status).toBe('success');
		expect(success).toHaveLength(2);
		expect(stored()).toHaveLength(1_500);
	});

	it('are sent as they are written, numbers and spaces and all', async () => {
		const written = [
			'{ "_type":"message", "_schema_version":"1.0.0", "_event_at":"2026-02-24T12:34:56Z",',
			'"_nature":"evidence", "_vendor_ids":{"id":"\\u0061"}, "_product_id":"p",',
			'"_project_ids":["a"], "data":{"n":18446744073709551616, "m":1.0, "e":-0E5, "s":"ñ🙂\\/"} }',
		].join(' ');
		const accepts = answer(202, { batchId: 'b1', acceptedCount: 2, rejectedCount: 0 });
		const server = await misbehave(accepts);

		for (const file of [`${written}\n${written}\n`, `[${written},\n${written}]`]) {
			await ingest(fromFile(), { items: [await anItemWithFile(file)], baseUrl: server.url });
		}

		expect(server.requests.map(({ body }) => body.toString())).toEqual(
			Array(2).fill(`${written}\n${written}\n`),
		);
	});

	it('of several types and products go in batches of their own, and none is lost', async () => {
		const records = someRecords(600).map((record, n) => ({
			...record,
			_type: ['message', 'email', 'call'][n % 3],
			_product_id: `prod-${n % 2}`,
			data: { n },
		}));

		const { success } = await ingest(fromFile(), {
			items: [await anItemWithFile(ndjson(records))],
		});

		expect(requests().map((request) => [request.status, request.records])).toEqual(
			Array(6).fill([202, 100]),
		);
		expect(success).toHaveLength(6);
		expect(sortBy(stored(), 'data.n')).toEqual(records);
	});

	it('get what they lack from the defaults', async () => {
		const bare = aRecord({ _type: undefined, _nature: undefined, _product_id: null });
		const defaults = { type: 'message', nature: 'evidence', productId: 'prod-abc' };

		await ingest(fromFile({ defaults }), { items: [await anItemWithFile(ndjson([bare]))] });

		expect(stored()).toEqual([aRecord()]);
	});

	it.each([
		['fewer in a request', { batchSize: 2 }, [2, 2, 1]],
		['fewer bytes in a request', { maxBatchBytes: 500 }, [2, 2, 1]],
		['a JSON array', { contentType: 'array' }, [5]],
		['a JSON object', { contentType: 'records' }, [5]],
	])('go as the options say: %s', async (_what, options, sizes) => {
		const item = await anItemWithFile(ndjson(someRecords(5)));

		await ingest(fromFile({ options: { concurrency: 1, ...options } }), { items: [item] });

		expect(requests().map(({ records }) => records)).toEqual(sizes);
		expect(stored()).toEqual(someRecords(5));
	});

	it('are waited for until Evermuse has processed them', async () => {
		const options = { waitForCompletion: true, batchSize: 2 };

		const { success } = await ingest(fromFile({ options }), {
			items: [await anItemWithFile(ndjson(someRecords(3)))],
		});

		expect(success.map(({ json }) => [json.status, json.recordCount])).toEqual([
			['COMPLETE', 2],
			['COMPLETE', 1],
		]);
		expect(time.passedMs()).toBeGreaterThan(0);
	});

	it('have the same keys when they are submitted again, and are stored once', async () => {
		const item = await anItemWithFile(ndjson(someRecords(1_500)));

		await ingest(fromFile(), { items: [item] });
		await ingest(fromFile(), { items: [item] });

		expect(requests()).toHaveLength(4);
		expect(new Set(requests().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
		expect(stored()).toHaveLength(1_500);
	});
});

describe('Several files', () => {
	it('are submitted one after the other, each batch linked to its own', async () => {
		const items = [
			await anItemWithFile(ndjson(someRecords(3)), { fileName: 'a.ndjson' }),
			await anItemWithFile(gzipSync(JSON.stringify(someRecords(5).slice(3))), {
				fileName: 'b.json.gz',
				place: 'in memory',
			}),
		];

		const { success, downstream } = await ingest(
			fromFile({ options: { concurrency: 1, idempotency: 'custom', idempotencyKey: 'own' } }),
			{ items },
		);

		expect(success.map(({ json, pairedItem }) => [json.recordCount, pairedItem])).toEqual([
			[3, [{ item: 0 }]],
			[2, [{ item: 1 }]],
		]);
		expect(downstream.success.map(({ start }) => start)).toEqual([
			{ from: 'a.ndjson' },
			{ from: 'b.json.gz' },
		]);
		expect(success.map(({ json }) => json.idempotencyKey)).toEqual([
			'own',
			expect.stringMatching(/^own-/),
		]);
		expect(stored()).toEqual(someRecords(5));
	});

	it('may each have another format, field and default', async () => {
		const [a, b] = someRecords(2, { _product_id: undefined });
		const items = [
			{ ...(await anItemWithFile(ndjson([a]), { field: 'export' })), json: { name: 'export' } },
			{ ...(await anItemWithFile(JSON.stringify([b]), { field: 'data' })), json: { name: 'data' } },
		];

		await ingest(
			fromFile({
				binaryPropertyName: '={{ $json.name }}',
				fileFormat: '={{ $json.name === "data" ? "json" : "ndjson" }}',
				defaults: { productId: '=prod-{{ $json.name }}' },
			}),
			{ items },
		);

		expect(stored()).toMatchObject([{ _product_id: 'prod-export' }, { _product_id: 'prod-data' }]);
	});
});

describe('Checked without sending', () => {
	it('a file is summed up, and its wrong records are told', async () => {
		const [a, b, c] = someRecords(3);
		const lines = [a, { ...b, _tags: 7 }, c];
		const items = [
			await anItemWithFile(ndjson(lines), { fileName: 'a.ndjson' }),
			await anItemWithFile(ndjson([a]), { fileName: 'b.ndjson' }),
		];

		const { success, errors } = await ingest(fromFile({ operation: 'validate' }), {
			items,
			credentials: [],
			onError: 'continueErrorOutput',
		});

		expect(success).toEqual([
			expect.objectContaining({
				json: {
					status: 'valid',
					recordCount: 2,
					failedCount: 1,
					bytes: ndjson([a, c]).length - 2,
					fileName: 'a.ndjson',
				},
				pairedItem: { item: 0 },
			}),
			expect.objectContaining({
				json: {
					status: 'valid',
					recordCount: 1,
					failedCount: 0,
					bytes: ndjson([a]).length - 1,
					fileName: 'b.ndjson',
				},
				pairedItem: { item: 1 },
			}),
		]);
		expect(errors.map(({ json }) => json.error)).toEqual([
			"'_tags' is not a list [item 0, line 2]",
		]);
		expect(requests()).toEqual([]);
	});

	it('a file with nothing good in it has failures only', async () => {
		const { success } = await ingest(fromFile({ operation: 'validate' }), {
			items: [await anItemWithFile('{}\n{}\n')],
			onError: 'continueRegularOutput',
		});

		expect(success.map(({ json }) => (json.details as { line: number }).line)).toEqual([1, 2]);
	});

	it('a wrong record stops the run, if it is to stop, and the others are counted', async () => {
		const lines = someRecords(5).map((record, n) => ({ ...record, ...(n > 2 && { _tags: 7 }) }));

		const { error } = await ingest(fromFile({ operation: 'validate' }), {
			items: [await anItemWithFile(ndjson(lines))],
		});

		expect(error?.message).toBe("'_tags' is not a list [item 0, line 4]");
		expect(error?.description).toMatch(
			/ Of 5 records: 3 valid, 2 rejected\. Failed, too: line 5 of item 0\.$/,
		);
	});
});
