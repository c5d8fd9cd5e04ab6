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

		expect(success[0].json.details).toMatchObject({ code: 'FORBIDDEN', status: 403 });
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
