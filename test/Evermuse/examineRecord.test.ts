import { bytesIfTooLarge, examineRecord } from '../../nodes/Evermuse/logic/examineRecord';
import { aRecord } from '../sandbox/aRecord';

const LIMITS = { maxRecords: 1_000, maxBytes: 1_000, format: 'ndjson' } as const;

/** So many bytes as JSON, and more than that as a guess. */
const ofBytes = (bytes: number) => ({ a: 'ñ'.repeat((bytes - '{"a":""}'.length) / 2) });

describe('A record that is examined', () => {
	it('is not written for that if it plainly can be sent', () => {
		const record = aRecord();
		const writes = jest.spyOn(JSON, 'stringify');

		const examined = [examineRecord(record, true), examineRecord(record, false)];

		expect(writes).not.toHaveBeenCalled();
		expect(examined).toEqual([{ record }, { record }]);
	});

	it.each([true, false])('becomes what is written of it (checked: %s)', (check) => {
		const record = aRecord({ data: { at: new Date(0) }, _thread_id: undefined });

		expect(examineRecord(record, check)).toEqual({
			record: aRecord({ data: { at: '1970-01-01T00:00:00.000Z' } }),
		});
	});

	it('has to hold to the schema only if it is checked', () => {
		const record = { _type: 'chat' };

		expect(examineRecord(record, false)).toEqual({ record });
		expect(examineRecord(record, true)).toMatchObject({ issues: expect.any(Array) });
	});

	it.each([true, false])('cannot be sent if it would lose something (checked: %s)', (check) => {
		expect(examineRecord(aRecord({ data: { n: NaN } }), check)).toEqual({
			issues: [{ path: 'data.n', message: 'is NaN, which JSON cannot hold' }],
		});
	});

	it.each<[string, unknown]>([
		['null', null],
		['text', 'a'],
		['a list', [aRecord()]],
		['undefined', undefined],
	])('is none if it is %s', (_what, record) => {
		const issues = [{ path: '', message: 'is not a JSON object' }];

		expect(examineRecord(record, true)).toEqual({ issues });
		expect(examineRecord(record, false)).toEqual({ issues });
	});
});

describe('A record is too large', () => {
	it.each([
		[998, undefined],
		[1_000, 1_000],
		[2_000, 2_000],
	])('by its exact bytes: with %i, %j', (bytes, known) => {
		expect(bytesIfTooLarge(ofBytes(bytes), LIMITS)).toBe(known);
	});
});
