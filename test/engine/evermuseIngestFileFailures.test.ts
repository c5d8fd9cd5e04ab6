import type { INodeParameters } from 'n8n-workflow';
import { range } from 'lodash';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { aRecord, someRecords } from '../sandbox/aRecord';
import { anItemWithFile, PLACES } from '../support/anItemWithFile';
import { misbehave } from '../support/misbehave';
import { ndjson } from '../support/ndjson';
import { time } from '../support/simulatedTime';
import { useEvermuse } from '../support/useEvermuse';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => time.pass(ms),
}));

const { ingest, stored, requests, evermuse } = useEvermuse();

/** Submits the records of these files, each in an item; failures come out of the second output. */
async function submit(
	files: Array<string | Buffer>,
	options: INodeParameters = {},
	setup: Partial<Parameters<typeof ingest>[1]> = {},
) {
	const items = await Promise.all(files.map(async (file) => await anItemWithFile(file)));
	const parameters = { recordSource: 'file', options };
	return await ingest(parameters, { items, onError: 'continueErrorOutput', ...setup });
}

/** The same with On Error as n8n has it: the run stops. */
const submitOrStop = async (files: Array<string | Buffer>, options: INodeParameters = {}) =>
	await submit(files, options, { onError: undefined });

const details = ({ errors }: Awaited<ReturnType<typeof submit>>) =>
	errors.map(({ json }) => json.details);

describe('A line that is wrong', () => {
	it('is one failed record, named by its line, and the others are accepted', async () => {
		const [a, b, c] = someRecords(3).map((record) => JSON.stringify(record));
		const tooLarge = JSON.stringify(aRecord({ data: { text: 'x'.repeat(2_000) } }));
		const file = Buffer.concat(
			[a, '{"_type":', '', b, '[1]', '{"_type":"chat"}', tooLarge, `{"a":"\xff"}`, c].map((line) =>
				Buffer.from(`${line}\n`, 'latin1'),
			),
		);

		const run = await submit([file], { maxBatchBytes: 1_000 });

		expect(stored()).toEqual(someRecords(3));
		expect(run.success.map(({ json }) => json.acceptedCount)).toEqual([3]);
		expect(run.errors.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/^The record is not valid JSON: .* \[item 0, line 2\]$/),
			'The record is not a JSON object [item 0, line 5]',
			expect.stringMatching(/ \[item 0, line 6\]$/),
			`The record is ${tooLarge.length.toLocaleString('en-US')} bytes, more than 'Max Bytes per Batch' allows [item 0, line 7]`,
			'The record is not valid UTF-8 text [item 0, line 8]',
		]);
		expect(details(run)[1]).toEqual({
			outcome: 'rejected',
			code: 'INVALID_RECORD',
			fileName: 'records.ndjson',
			line: 5,
			recordIndex: 3,
			issues: [{ path: '', message: 'is not a JSON object' }],
		});
		expect(run.downstream.errors.map(({ start }) => start)).toEqual(
			Array(5).fill({ from: 'records.ndjson' }),
		);
	});

	it('is named by its place in an array, from 0', async () => {
		const [a, b] = someRecords(2);

		const run = await submit([JSON.stringify([a, 7, b])]);

		expect(stored()).toEqual([a, b]);
		expect(run.errors.map(({ json }) => json.error)).toEqual([
			'The record is not a JSON object [item 0, record 1]',
		]);
		expect(details(run)).toMatchObject([{ recordIndex: 1 }]);
		expect(details(run)[0]).not.toHaveProperty('line');
	});

	it('is named by its line, too, when Evermuse is the one who rejects it', async () => {
		const records = someRecords(50).map((record, n) => ({
			...record,
			...(n % 2 === 1 && { _tags: ['sandbox-reject'] }),
		}));

		const run = await submit([ndjson(records)]);

		expect(stored()).toHaveLength(25);
		expect(details(run)).toMatchObject(
			range(2, 51, 2).map((line) => ({ code: 'REJECTED', outcome: 'rejected', line })),
		);
	});

	// Ten thousand items on the error output: a busy machine needs its time.
	it('is told with others as one, from the 10,001st on', async () => {
		const { success, errors } = await submit([`${ndjson(someRecords(1))}${'{}\n'.repeat(12_000)}`]);

		expect(success).toHaveLength(1);
		expect(errors).toHaveLength(10_001);
		expect(errors[10_000].json).toMatchObject({
			error: expect.stringMatching(
				/^2,000 more records failed with this code, the first of them: .* \[item 0, line 10002\]$/,
			),
			details: { code: 'INVALID_RECORD', outcome: 'rejected', line: 10_002, count: 2_000 },
		});
	}, 60_000);
});

describe('A file that cannot be read to its end', () => {
	const lines = someRecords(300).map((record) => JSON.stringify(record));
	const BREAKS_OFF = 'The file breaks off in the middle of its compressed data';

	it.each<[string, Buffer | string, number, string]>([
		[
			'packed, breaks off',
			gzipSync(lines.join('\n'), { level: 0 }).subarray(0, -2_000),
			290,
			BREAKS_OFF,
		],
		[
			'packed, lacks its last bytes',
			gzipSync(`${lines.join('\n')}\n`).subarray(0, -8),
			300,
			BREAKS_OFF,
		],
		[
			'breaks off in its array',
			`[${lines.join(',\n')}`,
			300,
			'The file breaks off before its JSON ends',
		],
		[
			'breaks off in an element',
			`{"records":[${lines.join(',').slice(0, -40)}`,
			299,
			'The file breaks off before its JSON ends',
		],
		[
			'goes on behind its end',
			`[${lines.join(',')}]]`,
			300,
			"The JSON of the file is broken: a ']' stands where it cannot stand",
		],
		[
			'packed, goes on behind its end',
			Buffer.concat([gzipSync(lines.join('\n')), Buffer.from('more')]),
			299,
			'There is something behind the end of the compressed data of the file',
		],
	])('(%s) is sent up to there, and says where', async (_what, file, count, message) => {
		const run = await submit([file]);

		expect(stored()).toEqual(someRecords(count));
		expect(run.success.map(({ json }) => json.acceptedCount)).toEqual([count]);
		expect(run.errors.map(({ json }) => json.error)).toEqual([
			expect.stringContaining(`${message} [item 0, `),
		]);
		expect(details(run)).toMatchObject([
			{ outcome: 'rejected', code: 'UNREADABLE_FILE', recordIndex: count, count: 0 },
		]);
	});

	it('does not keep another file from being sent', async () => {
		const { errors } = await submit([gzipSync('').subarray(0, 5), ndjson(someRecords(2))]);

		expect(stored()).toEqual(someRecords(2));
		expect(errors.map(({ json }) => json.error)).toEqual([`${BREAKS_OFF} [item 0]`]);
	});

	it('because n8n does not have it any more may be tried again', async () => {
		const [good, gone] = [
			await anItemWithFile(ndjson(someRecords(2))),
			await anItemWithFile(ndjson(someRecords(3))),
		];
		const data = { ...gone.binary?.data, id: `${gone.binary?.data.id}-gone` };
		const items = [good, { ...gone, binary: { data } }];

		const run = await submit([], {}, { items });

		expect(stored()).toHaveLength(2);
		expect(details(run)).toMatchObject([{ outcome: 'notSent', code: 'UNREADABLE_FILE' }]);
	});
});

describe('An item', () => {
	it.each([
		['without any file', { json: {} }, 'The item has no file'],
		[
			'with files in other fields',
			{
				json: {},
				binary: { photo: { mimeType: 'a/b', data: '' }, export: { mimeType: 'a/b', data: '' } },
			},
			"The item has no file in 'data', but in 'photo', 'export'",
		],
	])('%s says so, and what to do', async (_what, item, message) => {
		const items = [item, await anItemWithFile(ndjson(someRecords(1)))];

		const { errors } = await submit([], {}, { items });

		expect(stored()).toHaveLength(1);
		expect(errors.map(({ json }) => json)).toMatchObject([
			{
				error: `${message} [item 0]`,
				message: expect.stringMatching(/Read\/Write Files from Disk.*'Input Binary Field'/),
				details: { code: 'UNREADABLE_FILE', outcome: 'rejected' },
			},
		]);
	});

	it('whose field is an expression that fails says so', async () => {
		const { errors } = await ingest(
			{ recordSource: 'file', binaryPropertyName: "={{ $('Nowhere').item.json.name }}" },
			{ onError: 'continueErrorOutput' },
		);

		expect(errors.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(
				/^The file cannot be found, because an expression could not be worked out/,
			),
		]);
	});

	it.each(PLACES)('with an empty file, kept %s, says that it holds no record', async (place) => {
		const { errors } = await submit([], {}, { items: [await anItemWithFile('', { place })] });

		expect(errors.map(({ json }) => json.error)).toEqual(['The file holds no record [item 0]']);
	});
});

describe('When the run is to stop at a failure', () => {
	const wrong = (count: number, ...lines: number[]) =>
		ndjson(
			someRecords(count).map((record, n) => ({
				...record,
				...(lines.includes(n + 1) && { _tags: 7 }),
			})),
		);

	it('nothing is sent while a record is wrong, even in the last line of the last file', async () => {
		const { error } = await submitOrStop([wrong(1_500), wrong(1_500, 7, 1_500)]);

		expect(requests()).toEqual([]);
		expect(error).toMatchObject({
			message: "'_tags' is not a list [item 1, line 7]",
			description: expect.stringMatching(
				/ Of 3,000 records: 2,998 not sent, 2 rejected\. Failed, too: line 1500 of item 1\.$/,
			),
		});
	});

	it('nothing is sent of a file that breaks off', async () => {
		const { error } = await submitOrStop([`[${wrong(3).trim().replaceAll('\n', ',')}`]);

		expect(requests()).toEqual([]);
		expect(error?.message).toBe('The file breaks off before its JSON ends [item 0, record 3]');
		expect(error?.description).toMatch(/ Of 3 records: 3 not sent\.$/);
	});

	it('what stands before is sent if nothing is to be checked before', async () => {
		const file = `${wrong(1_000)}{"_type":\n${wrong(5)}`;

		const { error } = await submitOrStop([file], { checkBeforeSending: false });

		expect(stored()).toHaveLength(1_000);
		expect(error?.message).toMatch(/^The record is not valid JSON: .* \[item 0, line 1001\]$/);
		expect(error?.description).toMatch(
			/ Of 1,001 records: 1,000 accepted, 1 rejected\. Accepted in batch: [^ ]+\. Not read and not sent: from line 1002 of item 0 on\.$/,
		);
	});

	it('and Evermuse rejects a record, the error says what was accepted and what was not sent', async () => {
		const records = someRecords(6).map((record, n) => ({
			...record,
			...(n === 2 && { _tags: ['sandbox-reject'] }),
		}));

		const { error } = await submitOrStop([ndjson(records)], { batchSize: 2, concurrency: 1 });

		expect(stored()).toHaveLength(3);
		expect(error?.message).toMatch(/^Evermuse rejected this record: .* \[item 0, line 3\]$/);
		expect(error?.description).toMatch(
			/ Of 6 records: 3 accepted, 1 rejected, 2 not sent\. Accepted in batches: [^ ]+, [^ ]+\.$/,
		);
	});
});

describe('When the key is refused', () => {
	it('in the middle of a file, the rest is not even read', async () => {
		evermuse().faults.plan([undefined, { kind: 'revoke' }]);

		const run = await submit([ndjson(someRecords(100)), ndjson(someRecords(5))], {
			batchSize: 10,
			concurrency: 1,
		});

		expect(stored()).toEqual(someRecords(10));
		expect(requests()).toHaveLength(2);
		// Ten were in the request that was refused, ten more had been read by then.
		expect(details(run)).toMatchObject([
			...range(11, 21).map((line) => ({ code: 'UNAUTHORIZED', outcome: 'notSent', line })),
			...range(21, 31).map((line) => ({ code: 'NOT_SENT', outcome: 'notSent', line })),
			{ code: 'NOT_SENT', outcome: 'notSent', line: 31, count: 0 },
			{ code: 'NOT_SENT', outcome: 'notSent', count: 0 },
		]);
		expect(run.errors[20].json.message).toMatch(
			/Nothing from here to the end of the file was read or sent\./,
		);
	});
});

describe('When the user stops the workflow', () => {
	it('nothing more is sent', async () => {
		const stop = new AbortController();
		const item = await anItemWithFile(ndjson(someRecords(5_000)));
		const { url, requests: received } = await misbehave(() => stop.abort());

		const { status } = await submit(
			[],
			{ batchSize: 10, concurrency: 1 },
			{ items: [item], baseUrl: url, stop: stop.signal },
		);
		for (let turn = 0; turn < 100; turn++) await nextTurn();

		expect(status).toBe('canceled');
		expect(received).toHaveLength(1);
	});
});

describe("With n8n's Retry On Fail", () => {
	it('what an earlier try got through is never called unsent, nor is it sent twice', async () => {
		// The first try: a batch is accepted, the next one is refused, which ends the run. The second:
		// the key is not known any more.
		evermuse().faults.plan([undefined, { kind: 'refuse', status: 400 }, { kind: 'revoke' }]);
		const options = { batchSize: 10, concurrency: 1, isolateRejected: false };
		const setup = { onError: undefined, retryOnFail: { maxTries: 2 } };

		const { error } = await submit([ndjson(someRecords(50))], options, setup);

		expect(stored()).toEqual(someRecords(10));
		expect(requests()).toHaveLength(3);
		expect(error?.message).toMatch(/^Evermuse does not know this API key: .* \[item 0, line 1\]$/);
		expect(error?.description).toMatch(
			/ Of 20 records: 0 accepted, 10 not sent, 10 unclear\..* Not read and not sent: from line 21 of item 0 on\.$/,
		);
	});

	it('the part of a file that only an earlier try read is not called unsent, either', async () => {
		evermuse().faults.plan([...Array(4).fill(undefined), { kind: 'revoke' }]);
		const [good, bad] = [ndjson(someRecords(40)), '{"_type":\n'];
		const options = { batchSize: 10, concurrency: 1, checkBeforeSending: false };
		const setup = { onError: undefined, retryOnFail: { maxTries: 2 } };

		const { error } = await submit([`${good}${bad}`], options, setup);

		expect(stored()).toHaveLength(40);
		expect(error?.description).toMatch(
			/ Of 20 records: 0 accepted, 20 unclear\..* Not read in this try, but perhaps sent in an earlier one: from line 21 of item 0 on\.$/,
		);
	});
});

describe('When a batch cannot be processed', () => {
	it('its records are one failure, with their number', async () => {
		const poisoned = someRecords(4, { _tags: ['sandbox-fail'] });

		const run = await submit([ndjson(poisoned)], { waitForCompletion: true });

		expect(run.success.map(({ json }) => json.status)).toEqual(['FAILED']);
		expect(details(run)).toMatchObject([
			{ code: 'BATCH_FAILED', outcome: 'rejected', line: 1, count: 4, batchId: expect.any(String) },
		]);
	});
});
