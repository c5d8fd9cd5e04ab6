import { aRecord, someRecords } from '../sandbox/aRecord';
import { answer, misbehave } from '../support/misbehave';
import { time } from '../support/simulatedTime';
import { useFaultyEvermuse } from '../support/useFaultyEvermuse';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => time.pass(ms),
}));

const { ingest, sendTo, reach, evermuse } = useFaultyEvermuse();

const INPUT = { recordSource: 'input' };
const GO_ON = { onError: 'continueRegularOutput' } as const;
const MERGED =
	'Evermuse will keep only one of the records with the same type, vendor IDs and time to the second.';

const messagesOf = ({ hints }: Awaited<ReturnType<typeof ingest>>) =>
	hints.map(({ message }) => message);

describe('The summary above the output', () => {
	it('says what was accepted, in how many requests, and where', async () => {
		const { hints } = await ingest(INPUT, { items: someRecords(2) });

		const { batchId } = evermuse().ledger.batches[0];
		expect(hints).toEqual([
			{
				message: `2 records accepted in 1 batch, 430 bytes, 1 request, 1 second in all. Batch: ${batchId}.`,
				location: 'outputPane',
			},
		]);
	});

	it('counts repeats, and the time that was waited', async () => {
		const { hints } = await sendTo([answer(503, {}), answer(429, { retryAfter: 7 }), reach], 1);

		expect(hints[0].message).toMatch(
			/3 requests, 2 repeats of them, [78] seconds of waiting, [78] seconds in all\./,
		);
	});

	it('counts each record once, however many batches it was in', async () => {
		const items = someRecords(100).map((record, index) =>
			index % 4 === 0 ? { ...record, _tags: ['sandbox-reject'] } : record,
		);

		const run = await ingest(INPUT, { items, ...GO_ON });

		const { batches } = evermuse().ledger;
		expect(batches.length).toBeGreaterThan(1);
		expect(messagesOf(run)[0]).toMatch(
			new RegExp(`^75 records accepted in ${batches.length} batches, `),
		);
	});

	it('is there when nothing was accepted', async () => {
		const { url } = await misbehave(answer(401, {}));

		const run = await ingest(INPUT, { items: someRecords(2), baseUrl: url, ...GO_ON });

		expect(messagesOf(run)).toEqual([
			'0 records accepted in 0 batches, 430 bytes, 1 request, 1 second in all.',
		]);
	});

	it('is there for an output of batches, too', async () => {
		const run = await ingest({ ...INPUT, output: 'batches' }, { items: someRecords(2) });

		expect(messagesOf(run)).toEqual([expect.stringMatching(/^2 records accepted in 1 batch, /)]);
	});

	it('is not there when records were only checked', async () => {
		const run = await ingest({ ...INPUT, operation: 'validate' }, { items: someRecords(2) });

		expect(messagesOf(run)).toEqual([]);
	});
});

describe('Records that Evermuse will merge', () => {
	const items = [aRecord(), aRecord({ _type: 'email' }), aRecord({ data: { text: 'Adiós' } })];

	it('are named before the summary', async () => {
		const run = await ingest(INPUT, { items });

		expect(messagesOf(run)).toEqual([
			`${MERGED} Items: 0 and 2.`,
			expect.stringMatching(/^3 records accepted in 2 batches, /),
		]);
	});

	it('are named when records are only checked', async () => {
		const run = await ingest({ ...INPUT, operation: 'validate' }, { items });

		expect(messagesOf(run)).toEqual([`${MERGED} Items: 0 and 2.`]);
	});

	it('are sought only among records that can be sent', async () => {
		const run = await ingest(INPUT, {
			items: [aRecord(), aRecord({ _nature: 'x' })],
			...GO_ON,
		});

		expect(messagesOf(run)).toEqual([expect.stringMatching(/^1 record accepted/)]);
	});
});

describe('A run of many thousands of records', () => {
	const ADVICE =
		"n8n needs long to pass on 10,001 items. Set 'Output' to One Item per Batch for runs of this size.";

	/** Submits so many records to somebody who takes them all. */
	async function submit(count: number, output: string) {
		const { url } = await misbehave(async (response, received) => {
			const acceptedCount = received.body.toString().split('\n').length - 1;
			const receipt = { batchId: 'b1', acceptedCount, rejectedCount: 0 };
			await answer(202, receipt)(response, received);
		});
		return await ingest(
			{ ...INPUT, output, options: { checkBeforeSending: false } },
			{ items: someRecords(count), baseUrl: url },
		);
	}

	it.each([
		['is', 10_001, 'records', true],
		['is not, as it does so,', 10_001, 'batches', false],
		['is not, when it is a little shorter,', 10_000, 'records', false],
	])('%s advised to put out batches', async (_what, count, output, isAdvised) => {
		expect(messagesOf(await submit(count, output)).includes(ADVICE)).toBe(isAdvised);
	});
});
