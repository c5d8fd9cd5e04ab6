import type { OnError } from 'n8n-workflow';
import { aRecord, someRecords } from '../sandbox/aRecord';
import { answer, misbehave } from '../support/misbehave';
import { useEvermuse } from '../support/useEvermuse';

const { ingest, requests, stored } = useEvermuse();

const INPUT = { recordSource: 'input' };
const error = (index: number) => ({ index, code: 'VALIDATION_ERROR', message: `No ${index}` });
const receipt = (acceptedCount: number, rejectedCount: number, errors: object[] = []) =>
	answer(202, { batchId: 'b1', acceptedCount, rejectedCount, totalErrorCount: 0, errors });

/** Good records, but for those at these places. */
const withFaultsAt = (count: number, ...places: number[]) =>
	someRecords(count).map((record, index) =>
		places.includes(index) ? { ...record, _nature: 'x' } : record,
	);

describe('When the workflow stops on errors', () => {
	it.each([
		[
			[1],
			"'_nature' is not one of evidence, guidance, context [item 1]",
			'Of 4: 0 accepted, 1 rejected, 3 not sent.',
		],
		[
			[3, 2],
			"'_nature' is not one of evidence, guidance, context [item 2]",
			'Of 4: 0 accepted, 2 rejected, 2 not sent.',
		],
	])(
		'nothing is sent while any record is invalid, and the error says how many',
		async (places, message, tally) => {
			const { error: thrown, downstream } = await ingest(INPUT, {
				items: withFaultsAt(4, ...places),
			});

			expect(requests()).toEqual([]);
			expect(thrown?.message).toBe(message);
			expect(thrown?.description?.endsWith(tally)).toBe(true);
			expect(downstream).toEqual({ success: [], errors: [] });
		},
	);

	it('it stops at the first batch of which Evermuse rejected a record', async () => {
		const { url, requests: received } = await misbehave(receipt(1, 0), receipt(0, 1, [error(0)]));

		const { error: thrown } = await ingest(
			{ ...INPUT, options: { batchSize: 1, concurrency: 1 } },
			{ items: someRecords(4), baseUrl: url },
		);

		expect(received).toHaveLength(2);
		expect(thrown?.message).toBe('Evermuse rejected this record: No 0 [item 1]');
		expect(thrown?.description).toMatch(
			/Of 4: 1 accepted, 1 rejected, 2 not sent\. Accepted in batch: [\w-]+\.$/,
		);
	});
});

describe.each<OnError>(['continueRegularOutput', 'continueErrorOutput'])('With %s', (onError) => {
	/** Every item that came out, on whichever output. */
	const allOf = ({ success, errors }: Awaited<ReturnType<typeof ingest>>) => [
		...success,
		...errors,
	];

	it('the good records are sent, and each input comes back exactly once', async () => {
		const run = await ingest(INPUT, { items: withFaultsAt(5, 0, 3), onError });

		expect(run.status).toBe('success');
		expect(stored()).toEqual([1, 2, 4].map((index) => someRecords(5)[index]));
		expect(allOf(run).map(({ pairedItem }) => pairedItem)).toEqual(
			[1, 2, 4, 0, 3].map((item) => ({ item })),
		);
		expect(allOf(run).map(({ json }) => json.status ?? 'failed')).toEqual([
			'accepted',
			'accepted',
			'accepted',
			'failed',
			'failed',
		]);
	});

	it('each item that comes out leads a following node to its input', async () => {
		const items = withFaultsAt(3, 1);

		const { downstream } = await ingest(INPUT, { items, onError });

		expect(
			[...downstream.success, ...downstream.errors].map(({ start }) => start?._vendor_ids),
		).toEqual([0, 2, 1].map((index) => items[index]._vendor_ids));
	});

	it('a run of which nothing is good sends nothing', async () => {
		const run = await ingest(INPUT, { items: withFaultsAt(2, 0, 1), onError });

		expect(requests()).toEqual([]);
		expect(allOf(run)).toHaveLength(2);
	});

	it.each([
		['one rejected and named', receipt(2, 1, [error(1)]), ['accepted', 'accepted', 'REJECTED']],
		['all rejected, one named', receipt(0, 3, [error(1)]), ['REJECTED', 'REJECTED', 'REJECTED']],
		[
			'more rejected than named',
			receipt(1, 2, [error(0)]),
			['REJECTED', 'UNCONFIRMED', 'UNCONFIRMED'],
		],
		['counts that do not add up', receipt(3, 1), ['UNCONFIRMED', 'UNCONFIRMED', 'UNCONFIRMED']],
	])('after an answer with %s each record has its own fate', async (_what, act, expected) => {
		const { url, requests: received } = await misbehave(act);

		const run = await ingest(
			{ ...INPUT, options: { isolateRejected: false } },
			{ items: someRecords(3), onError, baseUrl: url },
		);

		expect(received).toHaveLength(1);
		expect(
			allOf(run).map(({ json }) => json.status ?? (json.details as { code: string }).code),
		).toEqual(expected);
	});
});

describe('A failed item', () => {
	const items = withFaultsAt(2, 0);
	const failure = {
		error: "'_nature' is not one of evidence, guidance, context [item 0]",
		message:
			"'_nature' is not one of evidence, guidance, context [item 0]. Nothing was sent for this record. Correct the field and run the node again.",
		details: {
			outcome: 'rejected',
			code: 'INVALID_RECORD',
			issues: [{ path: '_nature', message: 'is not one of evidence, guidance, context' }],
		},
	};

	it('stays on the only output as it is', async () => {
		const { success } = await ingest(INPUT, { items, onError: 'continueRegularOutput' });

		expect(success[1].json).toEqual(failure);
	});

	it('goes to the error output, merged with its input', async () => {
		const { errors } = await ingest(INPUT, { items, onError: 'continueErrorOutput' });

		expect(errors.map(({ json }) => json)).toEqual([{ ...items[0], ...failure }]);
	});
});

it('A setting that cannot be worked out passes no item on as if it were sent', async () => {
	const { success, errors } = await ingest(
		{ ...INPUT, options: { batchSize: "={{ $('Nobody').item.json.size }}" } },
		{ items: someRecords(2), onError: 'continueErrorOutput' },
	);

	expect(success).toEqual([]);
	expect(errors.map(({ json }) => json.details)).toEqual(
		Array(2).fill({ outcome: 'unsure', code: 'UNCONFIRMED' }),
	);
	expect(stored()).toEqual([]);
});

describe('Retry On Fail', () => {
	it('sends the same key and bytes again, and nothing is stored twice', async () => {
		const { url, requests: received } = await misbehave(answer(500, {}), receipt(2, 0));

		const { success } = await ingest(
			{ ...INPUT, options: { maxRetries: 0 } },
			{ items: someRecords(2), baseUrl: url, retryOnFail: { maxTries: 3 } },
		);

		expect(received).toHaveLength(2);
		expect(received[0].body.equals(received[1].body)).toBe(true);
		expect(received[0].headers['idempotency-key']).toBe(received[1].headers['idempotency-key']);
		expect(success).toHaveLength(2);
	});

	it('does not run the node again when one of several items failed', async () => {
		const { success } = await ingest(INPUT, {
			items: withFaultsAt(3, 0),
			onError: 'continueRegularOutput',
			retryOnFail: { maxTries: 3 },
		});

		expect(requests()).toHaveLength(1);
		expect(success).toHaveLength(3);
	});
});

describe('The API key', () => {
	const KEY = 'em_sk_a_secret_that_nobody_may_see';

	it.each<[string, Parameters<typeof misbehave>[0]]>([
		['is not known', answer(401, { message: 'Who is that?' })],
		['may not write', answer(403, {})],
		['is used', receipt(1, 0)],
		['meets a fault', answer(400, 'Bad Request')],
	])('never appears in what comes out when it %s', async (_what, act) => {
		for (const onError of [
			'stopWorkflow',
			'continueRegularOutput',
			'continueErrorOutput',
		] as const) {
			const { url, requests: received } = await misbehave(act);

			const run = await ingest(INPUT, { items: [aRecord()], onError, baseUrl: url, apiKey: KEY });

			expect(received[0].headers['x-api-key']).toBe(KEY);
			expect(JSON.stringify(run)).not.toContain(KEY);
		}
	});
});

it('Without input items the node sends nothing', async () => {
	const { success, status } = await ingest(INPUT, { items: [] });

	expect(status).toBe('success');
	expect(success).toEqual([]);
	expect(requests()).toEqual([]);
});
