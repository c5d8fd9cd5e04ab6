import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sumBy } from 'lodash';
import { aRecord, someRecords } from '../sandbox/aRecord';
import { answer, misbehave } from '../support/misbehave';
import { ndjson } from '../support/ndjson';
import { useEvermuse } from '../support/useEvermuse';

const { ingest, requests, stored, evermuse } = useEvermuse();

const fromInput = (options = {}, more = {}) => ({ recordSource: 'input', options, ...more });
const RECEIPT = { batchId: 'b1', acceptedCount: 1, rejectedCount: 0, totalErrorCount: 0 };

describe('Records', () => {
	it('of several types and products go in batches of their own, and none is lost', async () => {
		const items = [
			aRecord({ _type: 'message', _product_id: 'a' }),
			aRecord({ _type: 'email', _product_id: 'a' }),
			aRecord({ _type: 'message', _product_id: 'b', _vendor_ids: { message_id: 'msg-0' } }),
			aRecord({ _type: 'message', _product_id: 'a', _vendor_ids: { message_id: 'msg-2' } }),
			aRecord({ _type: 'email', _product_id: 'a', _vendor_ids: { message_id: 'msg-3' } }),
		];

		const { success } = await ingest(fromInput(), { items });

		expect(requests().map(({ status, records }) => [status, records])).toEqual([
			[202, 2],
			[202, 2],
			[202, 1],
		]);
		expect(stored()).toHaveLength(5);
		expect(success.map(({ json, pairedItem }) => [json._type, pairedItem])).toEqual(
			items.map(({ _type }, item) => [_type, { item }]),
		);
	});

	it.each([
		['2,500 of them', 2_500, {}, [1_000, 1_000, 500]],
		['as many as one batch holds', 1_000, {}, [1_000]],
		['a smaller batch size', 5, { batchSize: 2 }, [2, 2, 1]],
		['a batch size that is too large', 1_001, { batchSize: 5_000 }, [1_000, 1]],
		['a batch size that is too small', 2, { batchSize: 0 }, [1, 1]],
	])('go in as few requests and bytes as possible: %s', async (_what, count, options, sizes) => {
		await ingest(fromInput({ ...options, concurrency: 1 }), { items: someRecords(count) });

		expect(requests().map(({ records }) => records)).toEqual(sizes);
		expect(sumBy(requests(), 'bytes')).toBe(Buffer.byteLength(ndjson(someRecords(count))));
		expect(stored()).toEqual(someRecords(count));
	});

	it.each([
		['Evermuse sets', {}, 1_000_000, 5_000_000, [4, 2]],
		['the user sets', { maxBatchBytes: 10_000 }, 4_000, 10_000, [2, 2, 2]],
	])(
		'go in requests below the limit of bytes that %s',
		async (_who, options, bytes, limit, sizes) => {
			const items = someRecords(6, { data: { text: 'ñ'.repeat(bytes / 2) } });

			await ingest(fromInput({ ...options, concurrency: 1 }), { items });

			expect(requests().map(({ records }) => records)).toEqual(sizes);
			for (const request of requests()) expect(request.bytes).toBeLessThanOrEqual(limit);
			expect(stored()).toHaveLength(6);
		},
	);

	it.each([
		['two at a time unless told otherwise', {}, 2],
		['as many at a time as told', { concurrency: 5 }, 5],
		['one at a time if need be', { concurrency: 1 }, 1],
		['eight at a time at most', { concurrency: 50 }, 8],
	])('go in requests %s', async (_what, options, concurrency) => {
		let underWay = 0;
		let most = 0;
		const { url, requests: received } = await misbehave(async (response, request) => {
			most = Math.max(most, ++underWay);
			// Nobody is answered before as many are there as may be, and any further one, too.
			while (most < concurrency) await nextTurn();
			for (let turn = 0; turn < 50; turn++) await nextTurn();
			underWay--;
			await answer(202, RECEIPT)(response, request);
		});

		const { success } = await ingest(fromInput({ batchSize: 1, ...options }), {
			items: someRecords(2 * concurrency),
			baseUrl: url,
		});

		expect(most).toBe(concurrency);
		expect(received).toHaveLength(2 * concurrency);
		expect(success).toHaveLength(2 * concurrency);
	});
});

describe('A request', () => {
	const TWO = someRecords(2).map((record) => JSON.stringify(record));

	it.each([
		['NDJSON unless told otherwise', {}, 'application/x-ndjson', `${TWO[0]}\n${TWO[1]}\n`],
		['NDJSON', { contentType: 'ndjson' }, 'application/x-ndjson', `${TWO[0]}\n${TWO[1]}\n`],
		['a JSON array', { contentType: 'array' }, 'application/json', `[${TWO[0]},${TWO[1]}]`],
		[
			'a JSON object with records',
			{ contentType: 'records' },
			'application/json',
			`{"records":[${TWO[0]},${TWO[1]}]}`,
		],
	])('is %s', async (_what, options, contentType, body) => {
		const server = await misbehave(answer(202, { ...RECEIPT, acceptedCount: 2 }));

		await ingest(fromInput(options), { items: someRecords(2), baseUrl: server.url });

		expect(server.requests).toHaveLength(1);
		expect(server.requests[0].headers['content-type']).toBe(contentType);
		expect(server.requests[0].body.toString()).toBe(body);
	});

	it.each(['text', 'audio', 'video', 'file'])('hints at the format %s', async (formatHint) => {
		await ingest(fromInput({ formatHint }), { items: [aRecord()] });

		expect(requests()).toMatchObject([{ status: 202, query: { format: formatHint } }]);
	});

	it.each([{}, { formatHint: '' }])('hints at no format with %j', async (options) => {
		await ingest(fromInput(options), { items: [aRecord()] });

		expect(requests()).toMatchObject([{ status: 202, query: {} }]);
	});
});

describe('The Idempotency-Key', () => {
	const keys = () => requests().map(({ idempotencyKey }) => idempotencyKey);

	it('is the same in a second run, and nothing is stored twice', async () => {
		const first = await ingest(fromInput(), { items: someRecords(2) });
		const second = await ingest(fromInput(), { items: someRecords(2) });

		expect(keys()).toHaveLength(2);
		expect(keys()[0]).toBe(keys()[1]);
		expect(stored()).toHaveLength(2);
		expect(second.success).toEqual(first.success);
	});

	it('is made from the bytes that are sent', async () => {
		await ingest(fromInput(), { items: someRecords(2) });

		const body = someRecords(2)
			.map((record) => `${JSON.stringify(record)}\n`)
			.join('');
		expect(keys()).toEqual([createHash('sha256').update(body).digest('hex')]);
	});

	it('is another one for other content', async () => {
		await ingest(fromInput(), { items: [aRecord()] });
		await ingest(fromInput(), { items: [aRecord({ data: { text: 'Adiós' } })] });

		expect(keys()[0]).not.toBe(keys()[1]);
	});

	it('is another one under a resend label, and the same one under the same label', async () => {
		for (const resendLabel of ['', 'second try', 'second try', 'third try']) {
			await ingest(fromInput({ resendLabel }), { items: [aRecord()] });
		}

		expect(keys()[1]).not.toBe(keys()[0]);
		expect(keys()[2]).toBe(keys()[1]);
		expect(keys()[3]).not.toBe(keys()[1]);
		expect(evermuse().ledger.batches).toHaveLength(3);
	});

	it('may be told with a label that is a number', async () => {
		await ingest(fromInput({ resendLabel: '={{ 7 }}' }), { items: [aRecord()] });
		await ingest(fromInput({ resendLabel: '7' }), { items: [aRecord()] });

		expect(keys()[0]).toBe(keys()[1]);
	});

	it.each(['nightly', ' nightly '])(
		'is an own one without the spaces around it, and all but the first batch bear a mark',
		async (idempotencyKey) => {
			const options = { idempotency: 'custom', idempotencyKey, batchSize: 1, concurrency: 1 };

			await ingest(fromInput(options), { items: someRecords(3) });

			const marked = expect.stringMatching(/^nightly-[0-9a-f]{16}$/);
			expect(keys()).toEqual(['nightly', marked, marked]);
			expect(keys()[1]).not.toBe(keys()[2]);
		},
	);

	it('of one own kind stands for the same batches in the next run', async () => {
		const options = { idempotency: 'custom', idempotencyKey: 'nightly', batchSize: 1 };

		await ingest(fromInput(options), { items: someRecords(3) });
		await ingest(fromInput(options), { items: someRecords(3) });

		expect(new Set(keys()).size).toBe(3);
		expect(evermuse().ledger.batches).toHaveLength(3);
	});

	it('is made from the content when the own key was left empty', async () => {
		await ingest(fromInput({ idempotency: 'custom' }), { items: [aRecord()] });

		expect(keys()).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
	});

	it('is not sent when the user wants none', async () => {
		await ingest(fromInput({ idempotency: 'none', idempotencyKey: 'x' }), { items: [aRecord()] });

		expect(keys()).toEqual([null]);
	});
});

describe('The output', () => {
	const batchIds = () => evermuse().ledger.batches.map(({ batchId }) => batchId);

	it('has an item for each record unless told otherwise', async () => {
		const { success } = await ingest(fromInput(), { items: someRecords(2) });

		expect(success).toEqual(
			[0, 1].map((item) => ({
				json: {
					status: 'accepted',
					batchId: batchIds()[0],
					_type: 'message',
					_vendor_ids: { message_id: `msg-${item}` },
				},
				pairedItem: { item },
			})),
		);
	});

	it('may have an item for each batch', async () => {
		const { success } = await ingest(
			fromInput({ batchSize: 2, concurrency: 1 }, { output: 'batches' }),
			{ items: someRecords(3) },
		);

		expect(success).toEqual(
			[2, 1].map((count, index) => ({
				json: {
					batchId: batchIds()[index],
					status: 'accepted',
					recordCount: count,
					acceptedCount: count,
					rejectedCount: 0,
					bytes: requests()[index].bytes,
					attempts: 1,
					idempotencyKey: requests()[index].idempotencyKey,
				},
				pairedItem: index === 0 ? [{ item: 0 }, { item: 1 }] : [{ item: 2 }],
			})),
		);
	});

	it('names an item once in a batch, however many of its records are in it', async () => {
		const { success, downstream } = await ingest(
			{ recordSource: 'json', recordJson: '={{ $json.list }}', output: 'batches' },
			{ items: [{ list: someRecords(3) }] },
		);

		expect(success).toMatchObject([{ json: { recordCount: 3 }, pairedItem: [{ item: 0 }] }]);
		expect(downstream.success).toMatchObject([{ start: { list: { length: 3 } } }]);
	});

	it('has the records that failed behind the batches', async () => {
		const items = [aRecord({ _nature: 'x' }), ...someRecords(2)];

		const { success } = await ingest(fromInput({}, { output: 'batches' }), {
			items,
			onError: 'continueRegularOutput',
		});

		expect(success).toMatchObject([
			{ json: { recordCount: 2, acceptedCount: 2 }, pairedItem: [{ item: 1 }, { item: 2 }] },
			{ json: { details: { code: 'INVALID_RECORD' } }, pairedItem: { item: 0 } },
		]);
	});
});
