import { countBy, range } from 'lodash';
import { someRecords } from '../sandbox/aRecord';
import type { Act } from '../support/misbehave';
import { answer, misbehave, reset } from '../support/misbehave';
import type { NodeRun } from '../support/runNode';
import { time } from '../support/simulatedTime';
import { useFaultyEvermuse } from '../support/useFaultyEvermuse';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => time.pass(ms),
}));

const { ingest, reach, requests, stored, evermuse } = useFaultyEvermuse();

const fromInput = (options = {}, more = {}) => ({ recordSource: 'input', options, ...more });
const GO_ON = { onError: 'continueRegularOutput' } as const;

/** So many records, of which Evermuse rejects those at these places, each alone, inside its 202. */
const withRejected = (count: number, places: number[]) =>
	someRecords(count).map((record, index) =>
		places.includes(index) ? { ...record, _tags: ['sandbox-reject'] } : record,
	);

/** So many records, for some of which Evermuse refuses every batch that they are in. */
const withPoison = (count: number, places: number[]) =>
	someRecords(count).map((record, index) =>
		places.includes(index) ? { ...record, _vendor_ids: { id: `poison-${index}` } } : record,
	);

/** The input items with each code, of which each must be there once. */
function fatesOf({ success }: NodeRun) {
	const items = (code: string) =>
		success
			.filter(({ json }) => codeOf(json) === code)
			.map(({ pairedItem }) => (pairedItem as { item: number }).item);
	const codes = countBy(success, ({ json }) => codeOf(json));
	return { codes, items };
}

const codeOf = ({ status, details }: NodeRun['success'][number]['json']) =>
	String(status ?? (details as { code: string }).code);

describe('A batch that Evermuse refuses for some of its records (400)', () => {
	it.each([
		['errors', [50, 47]],
		['details', [50, 47]],
	] as const)('goes again without those that it names: %s', async (named, sizes) => {
		evermuse().faults.always({ kind: 'poison', named });

		const run = await ingest(fromInput(), { items: withPoison(50, [0, 7, 49]), ...GO_ON });

		expect(requests().map(({ records }) => records)).toEqual(sizes);
		expect(fatesOf(run).codes).toEqual({ accepted: 47, REJECTED: 3 });
		expect(fatesOf(run).items('REJECTED')).toEqual([0, 7, 49]);
		expect(stored()).toHaveLength(47);
		expect(run.success[47]).toMatchObject({
			json: {
				error: 'Evermuse rejected this record: a vendor id is poisoned [item 0]',
				details: { code: 'REJECTED', outcome: 'rejected', position: 0, status: 400 },
			},
			pairedItem: { item: 0 },
		});
	});

	it('is searched for those that it does not name, and the good ones are stored once', async () => {
		evermuse().faults.always({ kind: 'poison', named: 'nowhere' });

		const run = await ingest(fromInput(), { items: withPoison(200, [0, 131]), ...GO_ON });

		expect(fatesOf(run).items('REJECTED')).toEqual([0, 131]);
		expect(fatesOf(run).items('accepted')).toHaveLength(198);
		expect(stored()).toHaveLength(198);
		expect(requests().length).toBeLessThanOrEqual(1 + 2 * 2 * 8);
		expect(new Set(requests().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(
			requests().length,
		);
	});

	it('is given up early when all of it is refused alike', async () => {
		evermuse().faults.always({ kind: 'refuse', status: 400 });

		const run = await ingest(fromInput(), { items: someRecords(100), ...GO_ON });

		expect(requests()).toHaveLength(1 + 2 + 4);
		expect(fatesOf(run).codes).toEqual({ REJECTED: 100 });
	});

	it('is left alone where nobody wants to search', async () => {
		evermuse().faults.always({ kind: 'poison', named: 'errors' });

		const run = await ingest(fromInput({ isolateRejected: false }), {
			items: withPoison(10, [3]),
			...GO_ON,
		});

		expect(requests()).toHaveLength(1);
		expect(fatesOf(run).codes).toEqual({ REJECTED: 1, NOT_SENT: 9 });
	});

	it('stops the workflow when its good records are stored, and the error says how many', async () => {
		evermuse().faults.always({ kind: 'poison', named: 'nowhere' });

		const { error } = await ingest(fromInput({ batchSize: 20, concurrency: 1 }), {
			items: withPoison(50, [4]),
		});

		expect(stored()).toHaveLength(19);
		expect(error?.message).toMatch(/^Evermuse refused it: .* \[item 4\]$/);
		expect(error?.description).toMatch(
			/Of 50: 19 accepted, 1 rejected, 30 not sent\. Accepted in batches: [\w-]+(, [\w-]+){3}\.$/,
		);
	});

	it('has nothing more sent once the key is not known any more', async () => {
		const { faults } = evermuse();
		faults.plan([
			{ kind: 'poison', named: 'nowhere' },
			{ kind: 'poison', named: 'nowhere' },
			{ kind: 'revoke' },
		]);

		const run = await ingest(fromInput(), { items: withPoison(40, [39]), ...GO_ON });

		expect(requests()).toHaveLength(3);
		expect(fatesOf(run).codes).toEqual({ accepted: 20, UNAUTHORIZED: 20 });
	});
});

describe('A batch of which Evermuse names only some that it rejected (202)', () => {
	const BAD = range(0, 300, 5);

	it('is found out to the last record', async () => {
		const run = await ingest(fromInput(), { items: withRejected(300, BAD), ...GO_ON });

		expect(requests().length).toBeLessThanOrEqual(15);
		expect(fatesOf(run).items('REJECTED')).toEqual(BAD);
		expect(fatesOf(run).codes).toEqual({ accepted: 240, REJECTED: 60 });
		expect(stored()).toHaveLength(240);
		for (const { json } of run.success.slice(240)) {
			expect(json.error).toMatch(/rejected by its tag sandbox-reject \[item \d+\]$/);
		}
	});

	it('is left unclear where nobody wants to search', async () => {
		const run = await ingest(fromInput({ isolateRejected: false }), {
			items: withRejected(300, BAD),
			...GO_ON,
		});

		expect(requests()).toHaveLength(1);
		expect(fatesOf(run).items('REJECTED')).toEqual(BAD.slice(0, 20));
		expect(fatesOf(run).codes).toEqual({ REJECTED: 20, UNCONFIRMED: 280 });
		expect(run.success.find(({ json }) => codeOf(json) === 'UNCONFIRMED')?.json).toMatchObject({
			error: expect.stringMatching(/^Evermuse rejected 60 of 300 .* named only 20,/),
			message: expect.stringContaining('Run the node again with the same records'),
			details: { outcome: 'unsure' },
		});
	});

	it('puts out each batch that Evermuse made, and the records that failed', async () => {
		const run = await ingest(fromInput({}, { output: 'batches' }), {
			items: withRejected(300, BAD),
			...GO_ON,
		});

		const batches = run.success.filter(({ json }) => json.batchId);
		expect(batches.map(({ json }) => json.batchId)).toEqual(
			evermuse().ledger.batches.map(({ batchId }) => batchId),
		);
		expect(batches.map(({ json }) => json.recordCount)).toEqual(
			requests().map(({ records }) => records),
		);
		expect(run.success).toHaveLength(batches.length + 60);
	});

	it('is found out alike in the next run, and nothing is stored twice', async () => {
		const items = withRejected(300, BAD);

		const first = await ingest(fromInput(), { items, ...GO_ON });
		const second = await ingest(fromInput(), { items, ...GO_ON });

		expect(second.success).toEqual(first.success);
		expect(stored()).toHaveLength(240);
	});
});

describe('A batch that is too large', () => {
	/** The local Evermuse behind a gateway that lets only so many bytes through. */
	const gateway =
		(maxBytes: number, instead: Act): Act =>
		(response, received) =>
			(received.body.length > maxBytes ? instead : reach)(response, received);

	it('for somebody on the way is halved until it goes through (413)', async () => {
		const { url, requests: received } = await misbehave(
			gateway(5_000, answer(413, '<html>Too large</html>')),
		);

		const run = await ingest(fromInput(), { items: someRecords(40), baseUrl: url, ...GO_ON });

		expect(received.map(({ body }) => body.toString().split('\n').length - 1)).toEqual([
			40, 20, 20,
		]);
		expect(fatesOf(run).codes).toEqual({ accepted: 40 });
		expect(stored()).toHaveLength(40);
	});

	it('by one record alone fails that record', async () => {
		const items = someRecords(3);
		items[1].data.text = 'x'.repeat(6_000);
		const { url } = await misbehave(gateway(5_000, answer(413, {})));

		const run = await ingest(fromInput(), { items, baseUrl: url, ...GO_ON });

		expect(fatesOf(run).items('RECORD_TOO_LARGE')).toEqual([1]);
		expect(fatesOf(run).items('accepted')).toEqual([0, 2]);
	});

	it('for a server that says nothing is tried twice, and then halved', async () => {
		const items = someRecords(4).map((record) => ({
			...record,
			data: { text: 'x'.repeat(400_000) },
		}));
		const { url, requests: received } = await misbehave(gateway(1_000_000, reset));

		const run = await ingest(fromInput(), { items, baseUrl: url, ...GO_ON });

		expect(received.map(({ body }) => Math.round(body.length / 400_000))).toEqual([4, 4, 2, 2]);
		expect(fatesOf(run).codes).toEqual({ accepted: 4 });
	});
});
