import fc from 'fast-check';
import { fillIn } from '../../../nodes/Evermuse/logic/file/fillIn';
import type { Json } from '../../../nodes/shared/logic/itemResult';
import { always } from './chunks';

const FIELDS = { _type: 'message', _project_ids: ['a', 'b'] };
const ADDED = '"_type":"message","_project_ids":["a","b"]';

const fill = (text: string, fields: Json) => fillIn(text, JSON.parse(text) as Json, fields);

describe('Fields that a record lacks', () => {
	it.each([
		['an object', '{"a":1}', `{${ADDED},"a":1}`],
		['an object with spaces', '{ "a" : 1 }', `{${ADDED}, "a" : 1 }`],
		['an empty object', '{}', `{${ADDED}}`],
		['an empty object with a space', '{ }', `{${ADDED} }`],
		[
			'an object with null',
			'{"_type":null,"a":1}',
			'{"_project_ids":["a","b"],"_type":"message","a":1}',
		],
		[
			'an object with nulls, and spaces',
			'{"_type" : null, "_project_ids": null }',
			'{"_type":"message", "_project_ids":["a","b"] }',
		],
		[
			'an object with null under an escaped name',
			'{"\\u005ftype":null,"_project_ids":null}',
			'{"_type":"message","_project_ids":["a","b"]}',
		],
		[
			'an object with null twice',
			'{"_type":null,"a":1,"_type":null}',
			'{"_project_ids":["a","b"],"_type":"message","a":1,"_type":"message"}',
		],
		[
			'an object with null deeper down',
			'{"data":{"_type":null,"b":["_type",null]},"_type":null}',
			'{"_project_ids":["a","b"],"data":{"_type":null,"b":["_type",null]},"_type":"message"}',
		],
		[
			'an object with the same in a text',
			'{"text":"\\"_type\\":null","x":"_type","_type":null}',
			'{"_project_ids":["a","b"],"text":"\\"_type\\":null","x":"_type","_type":"message"}',
		],
		[
			'numbers that JavaScript cannot hold',
			'{"n":18446744073709551616,"m":1.0,"_type":null}',
			'{"_project_ids":["a","b"],"n":18446744073709551616,"m":1.0,"_type":"message"}',
		],
	])('are put into %s', (_what, text, filled) => {
		expect(fill(text, FIELDS)).toBe(filled);
	});

	it('are none: the text stays as it is', () => {
		expect(fill('{ "a" : 1.0 }', {})).toBe('{ "a" : 1.0 }');
	});

	it('are there afterwards, and nothing else is changed, whatever the record is', async () =>
		await always(
			[
				fc.dictionary(
					fc.oneof(fc.constantFrom('_type', '_project_ids', 'a"b', '{'), fc.string()),
					fc.oneof(fc.constant(null), fc.jsonValue({ maxDepth: 2 })),
					{ noNullPrototype: true },
				),
				fc.constantFrom(undefined, 1, '\t'),
			],
			async (record, indent) => {
				const text = JSON.stringify(record, null, indent);
				const missing = Object.fromEntries(
					Object.entries(FIELDS).filter(([field]) => (record[field] ?? null) === null),
				);

				expect(JSON.parse(fill(text, missing))).toEqual(
					JSON.parse(JSON.stringify({ ...record, ...missing })),
				);
			},
		));
});
