import { badRecords, goodRecords } from '../fixtures/recordCases';
import { aRecord } from '../sandbox/aRecord';
import { HOSTS, withZod } from '../support/withZod';

/** A record as it comes out of JSON: what is `undefined` is gone. */
const wire = (overrides: object): unknown => JSON.parse(JSON.stringify(aRecord({ ...overrides })));

describe.each(HOSTS)('On a host with %s, a record', (_host, zod) => {
	const { checkRecord } = withZod(
		zod,
		() =>
			require('../../nodes/Evermuse/logic/checkRecord') as typeof import('../../nodes/Evermuse/logic/checkRecord'),
	);

	it.each(goodRecords)('%s is good', (_what, overrides) => {
		expect(checkRecord(wire(overrides))).toEqual([]);
	});

	it.each(badRecords)('with %s says so', (_what, overrides, path, message) => {
		expect(checkRecord(wire(overrides))).toEqual([{ path, message }]);
	});

	it.each(Object.keys(aRecord()))('without %s says that it is missing', (field) => {
		expect(checkRecord(wire({ [field]: undefined }))).toEqual([
			{ path: field, message: 'is missing' },
		]);
	});

	it('with several faults names them all, each unknown field by itself', () => {
		const issues = checkRecord(wire({ _nature: 'x', one: 1, two: 2, data: undefined }));

		expect(issues).toHaveLength(4);
		expect(issues).toEqual(
			expect.arrayContaining([
				{ path: '_nature', message: 'is not one of evidence, guidance, context' },
				{ path: 'data', message: 'is missing' },
				{ path: 'one', message: 'is not a field that Evermuse knows' },
				{ path: 'two', message: 'is not a field that Evermuse knows' },
			]),
		);
	});

	it.each([
		['a list', []],
		['text', 'a'],
		['null', null],
	])('is no %s', (_what, record) => {
		expect(checkRecord(record)).toEqual([{ path: '', message: 'is not an object' }]);
	});
});
