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
