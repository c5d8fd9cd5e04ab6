import { readRecordJson } from '../../nodes/Evermuse/parameters/readRecordJson';

const ONE = { _type: 'message' };
const TWO = { _type: 'email' };

describe("The field 'Record'", () => {
	it.each([
		['one record', ONE, [ONE]],
		['a list of records', [ONE, TWO], [ONE, TWO]],
		['records as the API takes them', { records: [ONE, TWO] }, [ONE, TWO]],
		['a list with something else in it', [ONE, 7], [ONE, 7]],
		['one record with a field of that name', { ...ONE, records: 7 }, [{ ...ONE, records: 7 }]],
	])('holds %s, as text or by an expression', (_what, value, records) => {
		expect(readRecordJson(value)).toEqual({ records });
		expect(readRecordJson(JSON.stringify(value))).toEqual({ records });
	});

	it.each([
		['', 'is empty'],
		[[], 'holds no record'],
		['[]', 'holds no record'],
		['{"records":[]}', 'holds no record'],
		['7', 'is not a JSON object or an array of objects'],
		['"Hola"', 'is not a JSON object or an array of objects'],
		['null', 'is not a JSON object or an array of objects'],
		[null, 'is not a JSON object or an array of objects'],
		[undefined, 'is not a JSON object or an array of objects'],
		['Hola', expect.stringMatching(/^is not valid JSON: .+/)],
		['{"_type":', expect.stringMatching(/^is not valid JSON: .+/)],
	])('with %j says what is wrong', (value, message) => {
		expect(readRecordJson(value)).toEqual({ issues: [{ path: 'Record', message }] });
	});
});
