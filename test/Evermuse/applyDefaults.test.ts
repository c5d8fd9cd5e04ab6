import { applyDefaults, recordDefaults } from '../../nodes/Evermuse/logic/applyDefaults';

const DEFAULTS = recordDefaults({
	type: 'message',
	nature: 'evidence',
	productId: 'prod-abc',
	projectIds: ['proj-123'],
	schemaVersion: '1.0.0',
});

describe('A record', () => {
	it('gets what it lacks', () => {
		expect(applyDefaults({ data: { text: 'Hola' } }, DEFAULTS)).toEqual({
			_type: 'message',
			_schema_version: '1.0.0',
			_nature: 'evidence',
			_product_id: 'prod-abc',
			_project_ids: ['proj-123'],
			data: { text: 'Hola' },
		});
	});

	it.each([
		['what is null', { _type: null }, 'message'],
		['what is undefined', { _type: undefined }, 'message'],
		['nothing for what is empty', { _type: '' }, ''],
		['nothing for what is false', { _type: false }, false],
		['nothing for what is wrong', { _type: 'chat' }, 'chat'],
		['nothing for what is right', { _type: 'email' }, 'email'],
	])('gets %s', (_what, record, type) => {
		expect(applyDefaults(record, DEFAULTS)).toMatchObject({ _type: type });
	});

	it.each([
		['left out', {}],
		['left empty', { type: '', nature: '', productId: '', projectIds: [], schemaVersion: '' }],
	])('gets nothing from defaults that are %s', (_what, defaults) => {
		expect(applyDefaults({ a: 1 }, recordDefaults(defaults))).toEqual({ a: 1 });
	});

	it('stays as it was: the filled one is another', () => {
		const record = { a: 1 };
		applyDefaults(record, DEFAULTS);

		expect(record).toEqual({ a: 1 });
	});

	it.each([
		['a list', [1]],
		['text', 'Hola'],
		['null', null],
		['nothing', undefined],
	])('that is %s gets nothing', (_what, record) => {
		expect(applyDefaults(record, DEFAULTS)).toBe(record);
	});
});
