import { examineRecord, writeRecord } from '../../nodes/Evermuse/logic/examineRecord';
import { aRecord } from '../sandbox/aRecord';

const LIMITS = { maxRecords: 1_000, maxBytes: 1_000, format: 'ndjson' } as const;

/** So many bytes as JSON, and more than that as a guess. */
const ofBytes = (bytes: number) => ({ a: 'ñ'.repeat((bytes - '{"a":""}'.length) / 2) });

const examine = (record: unknown, check: boolean) =>
	examineRecord(record, { check, limits: LIMITS });

describe('A record that is examined', () => {
	it('is not written for that if it plainly can be sent', () => {
		const record = aRecord();
		const writes = jest.spyOn(JSON, 'stringify');

		const examined = [examine(record, true), examine(record, false)];

		expect(writes).not.toHaveBeenCalled();
		expect(examined).toEqual([{ record }, { record }]);
	});

	it.each([
		[998, { record: ofBytes(998) }],
		[1_000, { bytes: 1_000 }],
		[2_000, { bytes: 2_000 }],
	])('is too large by its exact bytes: %i', (bytes, examined) => {
		expect(examine(ofBytes(bytes), false)).toEqual(examined);
	});
});

describe.each([
	['examined', examine],
	['written', writeRecord],
])('A record that is %s', (_how, look) => {
	it.each([true, false])('becomes what JSON says of it (checked: %s)', (check) => {
		const record = aRecord({ data: { at: new Date(0) }, _thread_id: undefined });

		expect(look(record, check)).toMatchObject({
			record: { data: { at: check ? expect.anything() : '1970-01-01T00:00:00.000Z' } },
		});
	});

	it.each([
		['a date for a time', { _event_at: new Date(0) }, { _event_at: '1970-01-01T00:00:00.000Z' }],
		['an undefined field', { _thread_id: undefined }, {}],
		['null in its data', { data: { a: null } }, { data: { a: null } }],
	])('is good with %s', (_what, given, wire) => {
		expect(look(aRecord(given), true)).toMatchObject({ record: aRecord(wire) });
	});

	it('has to hold to the schema only if it is checked', () => {
		const record = { _type: 'chat' };

		expect(look(record, false)).toMatchObject({ record });
		expect(look(record, true)).toMatchObject({ issues: expect.any(Array) });
	});

	it.each([true, false])('cannot be sent if it would lose something (checked: %s)', (check) => {
		const found = (overrides: object) => look(aRecord({ ...overrides }), check);
		const half = 'holds half of a character (a lone surrogate)';

		expect(found({ data: { n: NaN } })).toEqual({
			issues: [{ path: 'data.n', message: 'is NaN, which JSON cannot hold' }],
		});
		expect(found({ _product_id: '\ud83d' })).toEqual({
			issues: [{ path: '_product_id', message: half }],
		});
		expect(found({ data: { n: 1n } })).toMatchObject({ issues: [{ path: '' }] });
	});

	it.each<[string, unknown]>([
		['null', null],
		['text', 'a'],
		['a list', [aRecord()]],
		['undefined', undefined],
	])('is none if it is %s', (_what, record) => {
		const issues = [{ path: '', message: 'is not a JSON object' }];

		expect(look(record, true)).toEqual({ issues });
		expect(look(record, false)).toEqual({ issues });
	});
});

it('A record that is written comes with its text', () => {
	expect(writeRecord({ a: 'ñ', b: undefined }, false)).toEqual({
		record: { a: 'ñ' },
		text: '{"a":"ñ"}',
	});
});
