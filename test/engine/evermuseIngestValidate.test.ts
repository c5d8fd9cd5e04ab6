import { aRecord, someRecords } from '../sandbox/aRecord';
import { useEvermuse } from '../support/useEvermuse';

const { ingest, requests, stored } = useEvermuse();

describe('A record that is too large', () => {
	it.each([
		[
			'for Evermuse',
			{},
			5_000_001,
			/^The record is 5,000,\d{3} bytes, more than Evermuse takes in one request \[item 0\]$/,
		],
		[
			'for the limit that the user set',
			{ maxBatchBytes: 1_000 },
			1_000,
			/^The record is 1,\d{3} bytes, more than 'Max Bytes per Batch' allows \[item 0\]$/,
		],
	])('%s is told, and nothing is sent', async (_what, options, bytes, message) => {
		const items = [aRecord({ data: { text: 'x'.repeat(bytes) } }), aRecord()];

		const { error } = await ingest({ recordSource: 'input', options }, { items });

		expect(error?.message).toMatch(message);
		expect(requests()).toEqual([]);
	});

	it('has a code of its own', async () => {
		const { success } = await ingest(
			{ recordSource: 'input', options: { maxBatchBytes: 100 } },
			{ items: [aRecord()], onError: 'continueRegularOutput' },
		);

		expect(success[0].json.details).toEqual({ outcome: 'rejected', code: 'RECORD_TOO_LARGE' });
	});
});

describe('A record with several faults', () => {
	const items = [aRecord({ _type: 'chat', _nature: 'x', extra: 1 })];

	it('is told with the first, and the others in the description', async () => {
		const { error } = await ingest({ recordSource: 'input' }, { items });

		expect(error?.message).toMatch(/^'_type' is not one of/);
		expect(error?.description).toContain(
			"Also: '_nature' is not one of evidence, guidance, context; 'extra' is not a field that Evermuse knows.",
		);
	});

	it('has them all in its details', async () => {
		const { success } = await ingest(
			{ recordSource: 'input' },
			{ items, onError: 'continueRegularOutput' },
		);

		expect(success[0].json.details).toEqual({
			outcome: 'rejected',
			code: 'INVALID_RECORD',
			issues: [
				{ path: '_type', message: expect.stringMatching(/^is not one of call/) },
				{ path: '_nature', message: 'is not one of evidence, guidance, context' },
				{ path: 'extra', message: 'is not a field that Evermuse knows' },
			],
		});
	});
});

describe('Validate', () => {
	it('says of a valid record that it is, and no more', async () => {
		const { success } = await ingest(
			{ operation: 'validate', recordSource: 'input' },
			{ items: someRecords(2) },
		);

		expect(success).toEqual([
			{ json: { status: 'valid' }, pairedItem: { item: 0 } },
			{ json: { status: 'valid' }, pairedItem: { item: 1 } },
		]);
	});

	it('names the first record that Evermuse would take for the same', async () => {
		const items = [
			...someRecords(2),
			aRecord({ _vendor_ids: { message_id: 'msg-0' }, data: { text: 'Adiós' } }),
			aRecord({ _vendor_ids: { message_id: 'msg-0' }, _event_at: '2026-02-24T12:34:56.9Z' }),
			aRecord({ _vendor_ids: { message_id: 'msg-0' }, _event_at: '2026-02-24T12:34:57Z' }),
			aRecord({ _vendor_ids: { message_id: 'msg-1' } }),
		];

		const { success } = await ingest({ operation: 'validate', recordSource: 'input' }, { items });

		expect(success.map(({ json }) => json)).toEqual([
			{ status: 'valid' },
			{ status: 'valid' },
			{ status: 'valid', duplicateOf: 0 },
			{ status: 'valid', duplicateOf: 0 },
			{ status: 'valid' },
			{ status: 'valid', duplicateOf: 1 },
		]);
	});

	it('makes a failed item of an invalid record', async () => {
		const { success } = await ingest(
			{ operation: 'validate', recordSource: 'input' },
			{ items: [aRecord({ _type: 'chat' }), aRecord()], onError: 'continueRegularOutput' },
		);

		expect(success).toMatchObject([
			{ json: { status: 'valid' }, pairedItem: { item: 1 } },
			{ json: { details: { code: 'INVALID_RECORD' } }, pairedItem: { item: 0 } },
		]);
	});

	it('stops at an invalid record unless told otherwise', async () => {
		const { error } = await ingest(
			{ operation: 'validate', recordSource: 'input' },
			{ items: [aRecord(), aRecord({ _type: 'chat' })] },
		);

		expect(error?.message).toMatch(/^'_type' is not one of .* \[item 1\]$/);
	});

	it('sends nothing, needs no credential, and checks even when checking is off', async () => {
		const { success } = await ingest(
			{ operation: 'validate', recordSource: 'input', options: { checkBeforeSending: false } },
			{
				items: [aRecord({ _type: 'chat' })],
				onError: 'continueRegularOutput',
				credentials: [],
			},
		);

		expect(success).toMatchObject([{ json: { details: { code: 'INVALID_RECORD' } } }]);
		expect(requests()).toEqual([]);
	});
});

it('A number too large for JSON is sent as text, as n8n writes it everywhere', async () => {
	await ingest({ recordSource: 'input' }, { items: [aRecord({ data: { n: 2n ** 64n } })] });

	expect(stored()).toEqual([aRecord({ data: { n: '18446744073709551616' } })]);
});

describe('Without the check before sending', () => {
	const parameters = { recordSource: 'input', options: { checkBeforeSending: false } };

	it('Evermuse says what is wrong', async () => {
		const items = [aRecord(), aRecord({ _nature: 'x', _vendor_ids: { message_id: 'msg-2' } })];

		const { success } = await ingest(parameters, { items, onError: 'continueRegularOutput' });

		expect(requests()).toHaveLength(1);
		expect(success).toMatchObject([
			{ json: { status: 'accepted' }, pairedItem: { item: 0 } },
			{
				json: {
					error: expect.stringMatching(
						/^Evermuse rejected this record: _nature must be .* \[item 1\]$/,
					),
					details: { code: 'REJECTED', outcome: 'rejected', position: 1 },
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	it('what cannot be written as JSON is not sent all the same', async () => {
		const { error } = await ingest(parameters, { items: [aRecord({ data: { n: Infinity } })] });

		expect(error?.message).toBe("'data.n' is Infinity, which JSON cannot hold [item 0]");
		expect(requests()).toEqual([]);
	});
});
