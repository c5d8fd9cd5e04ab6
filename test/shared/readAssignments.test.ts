import type { AssignmentCollectionValue, AssignmentValue } from 'n8n-workflow';
import { readAssignments } from '../../nodes/shared/readAssignments';

const assigned = (
	...rows: Array<[name: string, value: unknown, type: string]>
): AssignmentCollectionValue => ({
	assignments: rows.map(
		([name, value, type], index): AssignmentValue => ({
			id: String(index),
			name,
			value: value as AssignmentValue['value'],
			type,
		}),
	),
});

const A_DATE = new Date('2026-01-02T03:04:05Z');

describe('Dragged fields', () => {
	it.each([
		['text', 'María 🙂', 'string', 'María 🙂'],
		['empty text', '', 'string', ''],
		['a number as text', 12, 'string', '12'],
		['a number', 12.5, 'number', 12.5],
		['text as a number', '12', 'number', 12],
		['a switch', true, 'boolean', true],
		['text as a switch', 'false', 'boolean', false],
		['a list', [1, 'a'], 'array', [1, 'a']],
		['text as a list', '[1,"a"]', 'array', [1, 'a']],
		['an object', { a: 1 }, 'object', { a: 1 }],
		['text as an object', '{"a":1}', 'object', { a: 1 }],
		['null', null, 'number', null],
		['an expression that finds nothing', undefined, 'number', undefined],
		['a date, not in quotes, as text', A_DATE, 'string', A_DATE],
		['a number that is none, which is no text', NaN, 'string', NaN],
		['a number without end, which is no text', -Infinity, 'string', -Infinity],
	])('hold %s in the type that was chosen', (_what, value, type, read) => {
		expect(readAssignments(assigned(['field', value, type]))).toEqual({
			fields: [['field', read]],
			issues: [],
		});
	});

	it.each([
		['a word as a number', 'many', 'number'],
		['a word as a switch', 'perhaps', 'boolean'],
		['a word as a list', 'a, b', 'array'],
		['a word as an object', 'Ana', 'object'],
		['an object as a number', {}, 'number'],
	])('with %s say which field it is', (_what, value, type) => {
		const { fields, issues } = readAssignments(
			assigned(['good', 1, 'number'], ['bad', value, type]),
		);

		expect(fields).toEqual([['good', 1]]);
		expect(issues).toEqual([{ path: 'bad', message: `is not a ${type}` }]);
	});

	it('keep their order, and those without a name do not count', () => {
		const { fields } = readAssignments(
			assigned(['b', 1, 'number'], [' ', 2, 'number'], ['', 3, 'number'], ['a', 4, 'number']),
		);

		expect(fields).toEqual([
			['b', 1],
			['a', 4],
		]);
	});

	it('are none when nothing was dragged', () => {
		expect(readAssignments({})).toEqual({ fields: [], issues: [] });
	});
});
