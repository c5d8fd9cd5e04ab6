import type { INodeParameters } from 'n8n-workflow';
import { aRecord, someRecords } from '../sandbox/aRecord';
import { useEvermuse } from '../support/useEvermuse';

const { ingest, stored, requests } = useEvermuse();

describe('Records', () => {
	it('may be the input items', async () => {
		const { success } = await ingest({ recordSource: 'input' }, { items: someRecords(3) });

		expect(stored()).toEqual(someRecords(3));
		expect(success).toHaveLength(3);
		expect(requests()).toHaveLength(1);
	});

	it.each<[string, unknown, unknown[]]>([
		['one record', aRecord(), [aRecord()]],
		['a list', someRecords(2), someRecords(2)],
		['an object with records, as the API takes it', { records: someRecords(2) }, someRecords(2)],
	])('may be JSON: %s', async (_what, json, expected) => {
		await ingest({ recordSource: 'json', recordJson: JSON.stringify(json) });

		expect(stored()).toEqual(expected);
	});

	it('may be JSON by an expression, another one for each item', async () => {
		const items = someRecords(2).map((record) => ({ deep: { record } }));

		await ingest({ recordSource: 'json', recordJson: '={{ $json.deep.record }}' }, { items });

		expect(stored()).toEqual(someRecords(2));
	});

	it('of one item are linked to it, each with its own fate', async () => {
		const items = [{ list: someRecords(1) }, { list: someRecords(3).slice(1) }];

		const { success } = await ingest(
			{ recordSource: 'json', recordJson: '={{ $json.list }}' },
			{ items },
		);

		expect(success.map(({ json, pairedItem }) => [json._vendor_ids, pairedItem])).toEqual([
			[{ message_id: 'msg-0' }, { item: 0 }],
			[{ message_id: 'msg-1' }, { item: 1 }],
			[{ message_id: 'msg-2' }, { item: 1 }],
		]);
	});

	it('of one item are named by their place in it when they fail', async () => {
		const list = [aRecord(), aRecord({ _tags: 7 }), aRecord({ _tags: ['sandbox-reject'] })].map(
			(record, n) => ({ ...record, _vendor_ids: { message_id: `msg-${n}` } }),
		);

		const { errors } = await ingest(
			{ recordSource: 'json', recordJson: '={{ $json.list }}' },
			{ items: [{ list: someRecords(1) }, { list }], onError: 'continueErrorOutput' },
		);

		expect(
			errors.map(({ json: { error, details }, pairedItem }) => ({ error, details, pairedItem })),
		).toMatchObject([
			{
				error: "'_tags' is not a list [item 1, record 1]",
				details: { code: 'INVALID_RECORD', recordIndex: 1 },
				pairedItem: { item: 1 },
			},
			{
				error: expect.stringMatching(/\[item 1, record 2\]$/),
				details: { code: 'REJECTED', recordIndex: 2 },
				pairedItem: { item: 1 },
			},
		]);
	});

	it('of one item that Evermuse will merge are named by their places in it', async () => {
		const list = [aRecord(), ...someRecords(1), aRecord()];

		const { success, hints } = await ingest(
			{ operation: 'validate', recordSource: 'json', recordJson: '={{ $json.list }}' },
			{ items: [{ list }] },
		);

		expect(success.map(({ json }) => json)).toEqual([
			{ status: 'valid' },
			{ status: 'valid' },
			{ status: 'valid', duplicateOf: 0, duplicateOfRecord: 0 },
		]);
		expect(hints).toMatchObject([
			{ message: expect.stringMatching(/0 \(record 0\) and 0 \(record 2\)/) },
		]);
	});
});

describe('What a record lacks', () => {
	const DEFAULTS = {
		type: 'message',
		nature: 'evidence',
		productId: 'prod-abc',
		projectIds: 'proj-1, proj-2',
		schemaVersion: '1.0.0',
	};
	const bare = aRecord({
		_type: undefined,
		_nature: undefined,
		_product_id: undefined,
		_project_ids: undefined,
		_schema_version: undefined,
	});

	it.each<[string, INodeParameters, object]>([
		['an input item', { recordSource: 'input' }, bare],
		['JSON', { recordSource: 'json', recordJson: '={{ $json }}' }, bare],
	])('is filled in from the defaults for %s', async (_what, parameters, item) => {
		await ingest({ ...parameters, defaults: DEFAULTS }, { items: [item] });

		expect(stored()).toEqual([aRecord({ _project_ids: ['proj-1', 'proj-2'] })]);
	});

	it('may be another default for each item', async () => {
		const items = someRecords(2).map((record, index) => ({
			...record,
			_product_id: undefined,
			data: { product: `prod-${index}` },
		}));

		await ingest(
			{ recordSource: 'input', defaults: { productId: '={{ $json.data.product }}' } },
			{ items },
		);

		expect(stored()).toMatchObject([{ _product_id: 'prod-0' }, { _product_id: 'prod-1' }]);
	});

	it('is not filled in where there is something', async () => {
		const record = aRecord({ _type: 'email', _project_ids: ['mine'] });

		await ingest({ recordSource: 'input', defaults: DEFAULTS }, { items: [record] });

		expect(stored()).toEqual([record]);
	});
});
