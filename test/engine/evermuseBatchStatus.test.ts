import { EvermuseBatchStatus } from '../../nodes/Evermuse/EvermuseBatchStatus.node';
import { aBatchStatus } from '../support/aBatchStatus';
import { answer, misbehave, relay, reset } from '../support/misbehave';
import { runListSearch } from '../support/runListSearch';
import { time } from '../support/simulatedTime';
import { useEvermuse } from '../support/useEvermuse';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => time.pass(ms),
}));

const { batchStatus, credential, evermuse, requests, submit } = useEvermuse();

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

describe('Get', () => {
	it('gives what Evermuse says of the batch, and three facts', async () => {
		const [batchId] = await submit(1);

		const { success } = await batchStatus({ operation: 'get', batch: byId(batchId) });

		expect(success).toEqual([
			{
				json: {
					batchId,
					status: 'LANDED',
					createdAt: Date.parse('2026-03-02T12:00:00Z'),
					createdAtIso: '2026-03-02T12:00:00.000Z',
					acceptedCount: 1,
					rejectedCount: 0,
					totalErrorCount: 0,
					source: 'api',
					type: 'message',
					finished: false,
					succeeded: null,
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it.each([
		['processed', {}, 'COMPLETE', true],
		['failed', { _tags: ['sandbox-fail'] }, 'FAILED', false],
	])('says of a batch that is %s that it is finished', async (_what, record, status, succeeded) => {
		const [batchId] = await submit(1, record);
		time.pass(10_000);

		const { success } = await batchStatus({ operation: 'get', batch: byId(batchId) });

		expect(success).toMatchObject([{ json: { status, finished: true, succeeded } }]);
	});

	it('reads the batch of each item, and each item is linked to its own', async () => {
		const batchIds = await submit(7);

		const { success, downstream } = await batchStatus(
			{ operation: 'get', batch: byId('={{ $json.batchId }}') },
			{ items: batchIds.map((batchId) => ({ batchId })) },
		);

		expect(success.map(({ json }) => json.batchId)).toEqual(batchIds);
		expect(downstream.success.map(({ start }) => start?.batchId)).toEqual(batchIds);
		expect(evermuse().ledger.mostInFlight).toBeLessThanOrEqual(5);
	});

	it.each([
		['the first item', 'stopWorkflow', 1],
		['the items that are not there', 'continueRegularOutput', 0],
		['the error output', 'continueErrorOutput', 0],
	] as const)('of a batch that is not there fails, with %s', async (_what, onError, stops) => {
		const [batchId] = await submit(1);
		const items = [{ id: 'batch_none' }, { id: batchId }];

		const { success, errors, error } = await batchStatus(
			{ operation: 'get', batch: byId('={{ $json.id }}') },
			{ items, onError },
		);

		const message = "Evermuse has no batch 'batch_none' in this workspace [item 0]";
		expect(error?.message).toBe(stops ? message : undefined);
		expect([...success, ...errors].map(({ json }) => json.error ?? json.batchId)).toEqual(
			stops ? [] : [batchId, message],
		);
	});

	it.each([
		['is empty', '={{ "" }}', "'Batch' is empty [item 0]"],
		['is of spaces', ' ', "'Batch' is empty [item 0]"],
		['is true', '={{ true }}', "'Batch' is empty [item 0]"],
		['has 129 letters', 'b'.repeat(129), "'Batch' has more than 128 characters [item 0]"],
	])('asks for nothing when the batch ID %s', async (_what, value, message) => {
		const { error } = await batchStatus({ operation: 'get', batch: byId(value) });

		expect(error?.message).toBe(message);
		expect(requests()).toEqual([]);
	});

	it('asks for an ID that a spreadsheet made a number', async () => {
		await batchStatus({ operation: 'get', batch: byId('={{ 7 }}') });

		expect(requests()).toMatchObject([{ path: '/api/v1/ingest/batches/7' }]);
	});

	it('asks for an ID with odd letters, whatever they mean in a path', async () => {
		await batchStatus({ operation: 'get', batch: byId(' ../a?b#ñ ') });

		expect(requests()).toMatchObject([{ path: '/api/v1/ingest/batches/..%2Fa%3Fb%23%C3%B1' }]);
	});

	it('is tried again when a gap comes between', async () => {
		const [batchId] = await submit(1);
		const { url, requests: received } = await misbehave(
			reset,
			answer(503, {}),
			answer(429, { retryAfter: 5 }),
			relay(evermuse().baseUrl),
		);

		const { success } = await batchStatus(
			{ operation: 'get', batch: byId(batchId) },
			{ baseUrl: url },
		);

		expect(received).toHaveLength(4);
		expect(success).toMatchObject([{ json: { batchId } }]);
	});

	it('that finds no way to Evermuse says that it can be tried again', async () => {
		const { url, requests: received } = await misbehave(reset);

		const { error } = await batchStatus({ operation: 'get', batch: byId('b1') }, { baseUrl: url });

		expect(received).toHaveLength(4);
		expect(error?.message).toMatch(/^Evermuse gave no clear answer: the connection was closed/);
		expect(error?.description).toMatch(/^Reading changes nothing, so it can be tried again/);
	});

	it('with a key that may not read is refused at once', async () => {
		const { error } = await batchStatus(
			{ operation: 'get', batch: byId('b1') },
			{ apiKey: evermuse().writeOnlyKey },
		);

		expect(requests()).toHaveLength(1);
		expect(error).toMatchObject({ httpCode: '403', failure: { cause: 'credential-invalid' } });
	});
});

describe('The list of batches', () => {
	const search = async (more = {}) =>
		await runListSearch(new EvermuseBatchStatus(), 'searchBatches', {
			credentials: [credential()],
			...more,
		});

	it('shows the newest first, with time and state', async () => {
		const [older, newer] = await submit(2);

		expect(await search()).toEqual({
			results: [
				{ name: `2026-03-02 12:00:01 LANDED (${newer})`, value: newer },
				{ name: `2026-03-02 12:00:00 PROCESSING (${older})`, value: older },
			],
			paginationToken: undefined,
		});
	});

	it('goes on from page to page', async () => {
		const batchIds = await submit(51);

		const first = await search();
		const second = await search({ paginationToken: first.paginationToken });

		expect(first.results).toHaveLength(50);
		expect(second.results.map(({ value }) => value)).toEqual([batchIds[0]]);
		expect(second.paginationToken).toBeUndefined();
	});

	it.each([
		['a state', 'processing', 0],
		['a part of an ID', undefined, 0],
		['a time', '12:00:01', 1],
		['nothing that one has', 'FAILED', 2],
	])('shows what fits: %s', async (_what, filter, index) => {
		const batchIds = await submit(2);

		const { results } = await search({ filter: filter ?? batchIds[0].slice(-12).toUpperCase() });

		expect(results.map(({ value }) => value)).toEqual(batchIds.slice(index, index + 1));
	});

	it('looks for what was typed on the pages after the first, too', async () => {
		const batchIds = await submit(51);

		const { results, paginationToken } = await search({ filter: batchIds[0] });

		expect(results.map(({ value }) => value)).toEqual([batchIds[0]]);
		expect(paginationToken).toBeUndefined();
	});

	it('looks through ten pages at a time', async () => {
		const page = { batches: [aBatchStatus()], nextCursor: 'next' };
		const { url: baseUrl, requests: asked } = await misbehave(answer(200, page));

		const found = await search({ credentials: [credential({ baseUrl })], filter: 'other' });

		expect(found).toEqual({ results: [], paginationToken: 'next' });
		expect(asked).toHaveLength(10);
	});

	it('says that there is none when there is none', async () => {
		await expect(search()).rejects.toMatchObject({
			name: 'NodeApiError',
			message: 'This Evermuse workspace has no batches yet',
			description:
				"Evermuse Ingest makes one for every request it sends. Or choose 'By ID' and give it by hand.",
		});
	});

	it.each([
		[
			'a key that is not known',
			'em_sk_another',
			/^Evermuse does not know this API key/,
			/^Check the API key and the base URL in the credential; make a new key in Evermuse if need be\.$/,
		],
		[
			'a key that may only write',
			'em_sk_sandbox_write_only',
			/^Evermuse does not allow this with this API key/,
			/^Give the API key the permission .* Or choose 'By ID' and give it by hand\.$/,
		],
	])('says why it is empty: %s', async (_what, apiKey, message, description) => {
		await expect(search({ credentials: [credential({ apiKey })] })).rejects.toMatchObject({
			name: 'NodeApiError',
			message: expect.stringMatching(message),
			description: expect.stringMatching(description),
		});
	});
});
