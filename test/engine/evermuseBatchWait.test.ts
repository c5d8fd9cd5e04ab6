import { setImmediate as nextTurn } from 'node:timers/promises';
import { range } from 'lodash';
import { answer, misbehave, relay, reset } from '../support/misbehave';
import { time } from '../support/simulatedTime';
import { useEvermuse } from '../support/useEvermuse';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => time.pass(ms),
}));

// The local Evermuse has processed a batch after 6 seconds, and fetched its files after 8.
const { batchStatus, evermuse, requests, submit } = useEvermuse();

/** Waits for the batch of each item. */
const waitFor = async (batchIds: string[], parameters = {}, setup = {}) =>
	await batchStatus(
		{
			operation: 'wait',
			batch: { __rl: true, mode: 'id', value: '={{ $json.batchId }}' },
			...parameters,
		},
		{ items: batchIds.map((batchId) => ({ batchId })), ...setup },
	);

const DOOMED = { _tags: ['sandbox-fail'] };
const WITH_FILE = {
	_attachments: [{ type: 'file', vendor_url: 'https://files.example.com/a.pdf' }],
};

describe('Wait Until Finished', () => {
	it('looks every five seconds until Evermuse has processed the batch', async () => {
		const [batchId] = await submit(1);
		const before = time.passedMs();

		const { success } = await waitFor([batchId]);

		expect(time.passedMs() - before).toBe(5_000);
		expect(requests()).toHaveLength(2);
		expect(success).toMatchObject([
			{
				json: { batchId, status: 'COMPLETE', finished: true, succeeded: true },
				pairedItem: { item: 0 },
			},
		]);
	});

	it('looks as often as told', async () => {
		const [batchId] = await submit(1);

		await waitFor([batchId], { pollSeconds: 1 });

		expect(requests()).toHaveLength(6);
	});

	it('looks once at a batch that is finished', async () => {
		const [batchId] = await submit(1);
		time.pass(10_000);

		await waitFor([batchId]);

		expect(requests()).toHaveLength(1);
	});

	it.each([
		['waits for the files when told', true, 7],
		['does not otherwise', false, 5],
	])('%s', async (_what, waitForAttachments, seconds) => {
		const [batchId] = await submit(1, WITH_FILE);
		const before = time.passedMs();

		await waitFor([batchId], { pollSeconds: 1, waitForAttachments });

		expect(time.passedMs() - before).toBe(seconds * 1_000);
	});

	it('passes nothing on as if it were done when a setting cannot be worked out', async () => {
		const { success, errors } = await waitFor(
			['batch_1'],
			{ pollSeconds: "={{ $('Nobody').item.json.seconds }}" },
			{ onError: 'continueErrorOutput' },
		);

		expect(success).toEqual([]);
		expect(errors).toMatchObject([
			{ json: { batchId: 'batch_1', details: { outcome: 'notSent', code: 'NOT_SENT' } } },
		]);
		expect(requests()).toEqual([]);
	});

	it('fails the item of a batch that failed', async () => {
		const [bad] = await submit(1, DOOMED);
		const [good] = await submit(1);

		const { success } = await waitFor([bad, good], {}, { onError: 'continueRegularOutput' });

		expect(success).toMatchObject([
			{ json: { batchId: good, succeeded: true }, pairedItem: { item: 1 } },
			{
				json: {
					error: `Evermuse could not process batch ${bad} (FAILED) [item 0]`,
					details: { code: 'BATCH_FAILED', batchId: bad },
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('gives out a batch that failed like any other when the user wants that', async () => {
		const [batchId] = await submit(1, DOOMED);

		const { success } = await waitFor([batchId], { options: { onFailed: 'continue' } });

		expect(success).toMatchObject([
			{ json: { batchId, status: 'FAILED', finished: true, succeeded: false } },
		]);
	});

	it.each([{}, { options: { onFailed: 'continue' } }])(
		'runs out with what was last heard and what to do, with %j',
		async (parameters) => {
			const [batchId] = await submit(1);
			const before = time.passedMs();

			const { error } = await waitFor([batchId], {
				pollSeconds: 2,
				waitMinutes: 0.05,
				...parameters,
			});

			expect(time.passedMs() - before).toBe(3_000);
			expect(error?.message).toBe(
				`Batch ${batchId} is still PROCESSING after the longest wait allowed [item 0]`,
			);
			expect(error?.description).toMatch(/^Evermuse has the batch\. Raise 'Wait Limit'/);
		},
	);

	it('waits for several batches together, not for one after the other', async () => {
		const batchIds = await submit(3);

		const { success } = await waitFor(batchIds, { pollSeconds: 1 });

		expect(success.map(({ json }) => json.batchId)).toEqual(batchIds);
		expect(
			new Set(
				requests()
					.slice(0, 3)
					.map(({ path }) => path),
			).size,
		).toBe(3);
	});

	it('asks for four of many batches side by side', async () => {
		let underWay = 0;
		let most = 0;
		const { url, requests: received } = await misbehave(async (response, request) => {
			most = Math.max(most, ++underWay);
			// Nobody is answered before as many are there as may be, and any further one, too.
			while (most < 4) await nextTurn();
			for (let turn = 0; turn < 50; turn++) await nextTurn();
			underWay--;
			const complete = { status: 'COMPLETE', createdAt: time.now };
			await answer(200, { batchId: 'b', ...complete })(response, request);
		});

		await waitFor(
			range(12).map((n) => `b${n}`),
			{},
			{ baseUrl: url },
		);

		expect(most).toBe(4);
		expect(received).toHaveLength(12);
	});

	it('fails the items of batches that Evermuse does not know, and waits for the others', async () => {
		const [known] = await submit(1);

		const { success } = await waitFor(['b1', known], {}, { onError: 'continueRegularOutput' });

		expect(requests()).toHaveLength(3);
		expect(success).toMatchObject([
			{ json: { batchId: known, status: 'COMPLETE' }, pairedItem: { item: 1 } },
			{ json: { details: { code: 'REJECTED', batchId: 'b1' } }, pairedItem: { item: 0 } },
		]);
	});

	it('asks for no further batch once the key may not read', async () => {
		const batchIds = await submit(12);

		const { success } = await waitFor(
			batchIds,
			{},
			{ apiKey: evermuse().writeOnlyKey, onError: 'continueRegularOutput' },
		);

		expect(requests().length).toBeLessThanOrEqual(4);
		expect(success.map(({ json }) => json.details)).toMatchObject(
			batchIds.map((batchId) => ({ code: 'FORBIDDEN', status: 403, batchId })),
		);
	});

	it('asks once for a batch that several items name, and each gets the answer', async () => {
		const [batchId] = await submit(1);

		const { success } = await waitFor([batchId, batchId, batchId]);

		expect(requests()).toHaveLength(2);
		expect(success.map(({ json, pairedItem }) => [json.status, pairedItem])).toEqual([
			['COMPLETE', { item: 0 }],
			['COMPLETE', { item: 1 }],
			['COMPLETE', { item: 2 }],
		]);
	});

	it.each([
		['a dropped connection', reset],
		['a fault', answer(500, {})],
		['a rate limit', answer(429, { retryAfter: 1 })],
		['a web page', answer(200, '<html>')],
	])('takes %s for a gap', async (_what, gap) => {
		const [batchId] = await submit(1);
		const { url, requests: received } = await misbehave(gap, relay(evermuse().baseUrl));

		const { success } = await waitFor([batchId], {}, { baseUrl: url });

		expect(received).toHaveLength(2);
		expect(success).toMatchObject([{ json: { status: 'COMPLETE' } }]);
	});

	it.each([
		['there is no such batch', answer(404, {}), "Evermuse has no batch 'b1' in this workspace"],
		['the key is not known', answer(401, {}), 'Evermuse does not know this API key'],
		['the key may not read', answer(403, {}), 'Evermuse does not allow this with this API key'],
	])('ends at once when %s', async (_when, act, message) => {
		const { url, requests: received } = await misbehave(act);

		const { error } = await waitFor(['b1'], {}, { baseUrl: url });

		expect(received).toHaveLength(1);
		expect(error?.message).toBe(`${message} [item 0]`);
	});

	it('ends within a second when the user stops the workflow', async () => {
		const batchIds = await submit(2);
		const before = time.passedMs();
		const stop = new AbortController();
		time.onWait = () => stop.abort();

		const { status } = await waitFor(batchIds, {}, { stop: stop.signal });

		expect(status).toBe('canceled');
		expect(time.passedMs() - before).toBeLessThanOrEqual(1_000);
		expect(requests().length).toBeLessThanOrEqual(2);
	});
});
