import { range } from 'lodash';
import { aRecord, someRecords } from '../sandbox/aRecord';
import { answer, misbehave, relay, reset } from '../support/misbehave';
import { time } from '../support/simulatedTime';
import { useEvermuse } from '../support/useEvermuse';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => time.pass(ms),
}));

// The local Evermuse has processed a batch after 6 seconds, and fetched its files after 8.
const { ingest, requests, evermuse } = useEvermuse();

const waiting = (options = {}, more = {}) => ({
	recordSource: 'input',
	options: { waitForCompletion: true, ...options },
	...more,
});
const polls = () => requests().filter(({ method }) => method === 'GET');
const doomed = { _tags: ['sandbox-fail'] };
const withFile = {
	_attachments: [{ type: 'file', vendor_url: 'https://files.example.com/a.pdf' }],
};

describe('Wait for Completion', () => {
	it('is off unless the user wants it', async () => {
		await ingest({ recordSource: 'input' }, { items: [aRecord()] });

		expect(polls()).toEqual([]);
	});

	it('looks at the batch until Evermuse has processed it', async () => {
		const { success } = await ingest(waiting(), { items: someRecords(2) });

		expect(time.passedMs()).toBe(10_000);
		expect(polls().map(({ path }) => path)).toEqual(
			Array(3).fill(`/api/v1/ingest/batches/${String(success[0].json.batchId)}`),
		);
		expect(success).toMatchObject([
			{ json: { status: 'accepted' }, pairedItem: { item: 0 } },
			{ json: { status: 'accepted' }, pairedItem: { item: 1 } },
		]);
	});

	it('looks as often as told', async () => {
		await ingest(waiting({ pollSeconds: 2 }), { items: [aRecord()] });

		expect(time.passedMs()).toBe(6_000);
		expect(polls()).toHaveLength(4);
	});

	it('waits for the files, too, when told', async () => {
		await ingest(waiting({ pollSeconds: 1, waitForAttachments: true }), {
			items: [aRecord(withFile)],
		});

		expect(time.passedMs()).toBe(8_000);
	});

	it('gives the state of each batch', async () => {
		const { success } = await ingest(waiting({ batchSize: 1 }, { output: 'batches' }), {
			items: someRecords(2),
		});

		expect(success.map(({ json }) => json.status)).toEqual(['COMPLETE', 'COMPLETE']);
	});

	it('fails the records of a batch that failed, and no others', async () => {
		const [good, bad] = someRecords(2);

		const { success } = await ingest(waiting({ batchSize: 1 }), {
			items: [{ ...bad, ...doomed }, good],
			onError: 'continueRegularOutput',
		});

		const [{ batchId }] = evermuse().ledger.batches;
		expect(success).toMatchObject([
			{ json: { status: 'accepted' }, pairedItem: { item: 1 } },
			{
				json: {
					error: `Evermuse could not process batch ${batchId} (FAILED) [item 0]`,
					details: { code: 'BATCH_FAILED', outcome: 'rejected', batchId },
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('stops the workflow when a batch failed and the user wants that', async () => {
		const { error } = await ingest(waiting(), { items: [aRecord(doomed)] });

		expect(error?.message).toMatch(/^Evermuse could not process batch \w+ \(FAILED\) \[item 0\]$/);
		expect(error?.description).toContain("To submit the same records anew, set a 'Resend Label'");
	});

	it('gets the same batch that failed again, until there is a resend label', async () => {
		for (const resendLabel of ['', '', 'second try']) {
			await ingest(waiting({ resendLabel }), { items: [aRecord(doomed)] });
		}

		expect(requests().filter(({ method }) => method === 'POST')).toHaveLength(3);
		expect(evermuse().ledger.batches).toHaveLength(2);
	});

	it('runs out with what was last heard and what to do', async () => {
		const { success } = await ingest(waiting({ waitMinutes: 0.05, pollSeconds: 2 }), {
			items: [aRecord()],
			onError: 'continueRegularOutput',
		});

		expect(time.passedMs()).toBe(3_000);
		expect(success[0].json).toMatchObject({
			error: expect.stringMatching(/^Batch \w+ is still PROCESSING after the longest wait allowed/),
			message: expect.stringContaining("Raise 'Wait Limit'"),
			details: { code: 'UNCONFIRMED', outcome: 'unsure' },
		});
	});

	it('has one limit, however many batches there are', async () => {
		const neverFinished = (batchId: string) =>
			answer(200, { batchId, status: 'PROCESSING', createdAt: time.now });
		const { url } = await misbehave((response, received) =>
			(received.method === 'POST'
				? relay(evermuse().baseUrl)
				: neverFinished(String(received.path.split('/').at(-1))))(response, received),
		);

		const { success } = await ingest(waiting({ batchSize: 1, waitMinutes: 1 }), {
			items: someRecords(20),
			baseUrl: url,
			onError: 'continueRegularOutput',
		});

		expect(time.passedMs()).toBe(60_000);
		expect(success.map(({ json }) => json.details)).toMatchObject(
			Array(20).fill({ code: 'UNCONFIRMED', outcome: 'unsure' }),
		);
	});

	it('asks for nothing when nothing was accepted', async () => {
		const { url, requests: received } = await misbehave(
			answer(202, { batchId: 'b1', acceptedCount: 0, rejectedCount: 1 }),
		);

		await ingest(waiting(), {
			items: [aRecord()],
			baseUrl: url,
			onError: 'continueRegularOutput',
		});

		expect(received).toHaveLength(1);
	});

	it.each([
		['a dropped connection', reset],
		['a fault', answer(503, {})],
		['a rate limit', answer(429, { retryAfter: 3 })],
		['a web page', answer(200, '<html>')],
	])('takes %s for a gap', async (_what, gap) => {
		const reach = relay(evermuse().baseUrl);
		const { url } = await misbehave(reach, reach, gap, reach);

		const { success } = await ingest(waiting(), { items: [aRecord()], baseUrl: url });

		expect(success).toMatchObject([{ json: { status: 'accepted' } }]);
	});

	it('says so when the key may not read', async () => {
		const { success } = await ingest(waiting(), {
			items: [aRecord()],
			apiKey: evermuse().writeOnlyKey,
			onError: 'continueRegularOutput',
		});

		expect(success[0].json.details).toMatchObject({
			code: 'FORBIDDEN',
			status: 403,
			outcome: 'unsure',
		});
		expect(polls()).toHaveLength(1);
	});

	it('ends within a second when the user stops the workflow', async () => {
		const stop = new AbortController();
		time.onWait = (passedMs) => {
			if (passedMs >= 3_000) stop.abort();
		};

		const { status } = await ingest(waiting(), { items: [aRecord()], stop: stop.signal });

		expect(status).toBe('canceled');
		expect(time.passedMs()).toBeLessThanOrEqual(4_000);
	});
});

describe('Wait for Completion, when Evermuse named only some of the rejected records', () => {
	const GO_ON = { onError: 'continueRegularOutput' } as const;
	const REJECTED = range(0, 200, 4);

	/** 200 records, of which Evermuse rejects every fourth, and may do something with the last. */
	const records = (last: object = {}) =>
		someRecords(200).map((record, index) => ({
			...record,
			...(REJECTED.includes(index) && { _tags: ['sandbox-reject'] }),
			...(index === 199 && last),
		}));
	const accepted = ({ success }: Awaited<ReturnType<typeof ingest>>) =>
		success.filter(({ json }) => json.status === 'accepted');
	const failures = ({ success }: Awaited<ReturnType<typeof ingest>>, code: string) =>
		success.filter(({ json }) => (json.details as { code?: string } | undefined)?.code === code);

	it('waits for the whole as well as for its parts', async () => {
		const run = await ingest(waiting(), { items: records(), ...GO_ON });

		const asked = new Set(polls().map(({ path }) => path.split('/').at(-1)));
		expect(evermuse().ledger.batches.length).toBeGreaterThan(2);
		expect(asked).toEqual(new Set(evermuse().ledger.batches.map(({ batchId }) => batchId)));
		expect(accepted(run)).toHaveLength(150);
	});

	it('fails what the whole took when the whole failed, although parts of it did not', async () => {
		const run = await ingest(waiting(), { items: records(doomed), ...GO_ON });

		const [{ batchId }] = evermuse().ledger.batches;
		expect(evermuse().ledger.batches.some((batch) => !batch.doomed)).toBe(true);
		expect(accepted(run)).toEqual([]);
		expect(failures(run, 'REJECTED')).toHaveLength(50);
		expect(failures(run, 'BATCH_FAILED')).toHaveLength(150);
		for (const { json } of failures(run, 'BATCH_FAILED')) {
			expect(json.details).toMatchObject({ outcome: 'rejected', batchId });
		}
	});

	it('is unclear about what the whole took while the whole is not finished', async () => {
		const reach = relay(evermuse().baseUrl);
		const isWhole = (path: string) => path.endsWith(evermuse().ledger.batches[0]?.batchId);
		const { url } = await misbehave((response, received) =>
			received.method === 'GET' && isWhole(received.path)
				? answer(503, {})(response, received)
				: reach(response, received),
		);

		const run = await ingest(waiting(), { items: records(), baseUrl: url, ...GO_ON });

		const [{ batchId }] = evermuse().ledger.batches;
		expect(time.passedMs()).toBe(600_000);
		expect(accepted(run)).toEqual([]);
		expect(failures(run, 'UNCONFIRMED')).toHaveLength(150);
		for (const { json } of failures(run, 'UNCONFIRMED')) {
			expect(json).toMatchObject({
				error: expect.stringContaining(`Batch ${batchId} could not be asked for`),
				details: { outcome: 'unsure', batchId },
			});
		}
	});

	it('gives the last state of each batch', async () => {
		const { success } = await ingest(waiting({}, { output: 'batches' }), {
			items: records(doomed),
			...GO_ON,
		});

		expect(
			success.filter(({ json }) => json.recordCount).map(({ json }) => [json.batchId, json.status]),
		).toEqual(
			evermuse().ledger.batches.map((batch) => [
				batch.batchId,
				batch.doomed ? 'FAILED' : 'COMPLETE',
			]),
		);
	});
});
