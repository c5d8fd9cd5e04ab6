import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

/** A form with a field of each kind that a parameter can be, all filled in by expressions. */
export const mappingForm: INodeProperties[] = [
	{
		displayName: 'List',
		name: 'list',
		type: 'string',
		typeOptions: { multipleValues: true },
		default: [],
	},
	{ displayName: 'JSON', name: 'json', type: 'json', default: '' },
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'collection',
		default: {},
		options: ['a', 'b', 'c'].map((name) => ({
			displayName: name,
			name,
			type: 'string',
			default: '',
		})),
	},
	{
		displayName: 'Rows',
		name: 'rows',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		options: [
			{
				displayName: 'Row',
				name: 'row',
				values: ['key', 'value'].map((name) => ({
					displayName: name,
					name,
					type: 'string',
					default: '',
				})),
			},
		],
	},
	{ displayName: 'Assigned', name: 'assigned', type: 'assignmentCollection', default: {} },
	{
		displayName: 'Located',
		name: 'located',
		type: 'resourceLocator',
		default: { mode: 'id', value: '' },
		modes: [{ displayName: 'By ID', name: 'id', type: 'string' }],
	},
];

export const MAPPED_FIELDS = ['value', ...mappingForm.map(({ name }) => name)];

/** Few enough that paths and data meet, odd enough to find what is wrong. */
const KEYS = [
	...['a', 'b', 'c', 'order', 'items', 'Order ID', 'ñandú', 'a.b', '0', '1', '2', '01', 'class'],
	...['length', 'name', 'constructor', 'toString', 'hasOwnProperty', '__proto__', 'prototype'],
	...[
		'valueOf',
		'toJSON',
		'isEmpty',
		'first',
		'caller',
		'$',
		'$json',
		'_',
		'__isError',
		'__isObject',
	],
	...['', ' ', 'Total ($)', 'a.first (b)', 'bad\\key', 'line\nbreak', '{{', '}}', '"', 'this'],
];
const anyKey = fc.oneof(
	{ weight: 20, arbitrary: fc.constantFrom('a', 'b', 'c', 'order', 'items') },
	{ weight: 6, arbitrary: fc.constantFrom(...KEYS) },
	{ weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 3 }) },
);

const anyStep = fc
	.tuple(
		anyKey,
		fc.constantFrom('.', '.', '.', '?.', '["', "['", '?.["'),
		fc.oneof(
			{ weight: 20, arbitrary: fc.constant('') },
			{ weight: 1, arbitrary: fc.constant(' ') },
		),
	)
	.map(([key, how, space]) =>
		how.endsWith('.')
			? `${space}${how}${key}`
			: `${how}${key}${how.endsWith('"') ? '"' : "'"}${space}]`,
	);
const anyIndex = fc.constantFrom('[0]', '[1]', '[2]', '[-1]', '[007]', '[9999999999]', '[0.5]');
const anyPath = fc
	.array(fc.oneof({ weight: 4, arbitrary: anyStep }, { weight: 1, arbitrary: anyIndex }), {
		maxLength: 3,
	})
	.map((steps) => steps.join(''));

const anySpace = fc.oneof(
	{ weight: 20, arbitrary: fc.constant(' ') },
	{ weight: 1, arbitrary: fc.constantFrom('', '  ', '\n', '\t', '\u00a0') },
);
const anyPlace = fc
	.tuple(anySpace, anyPath, anySpace)
	.map(([before, path, after]) => `{{${before}$json${path}${after}}}`);

/** What only the engine can say. */
const anyOtherCode = fc.constantFrom(
	'{{ $json.a + 1 }}',
	'{{ $json.a.toString() }}',
	'{{ $json.a.b.c.toUpperCase() }}',
	'{{ $json.items.first() }}',
	'{{ $json.items.length > 1 }}',
	'{{ $json.a ?? "none" }}',
	'{{ $itemIndex }}',
	'{{ $input.item.json.a }}',
	'{{ DateTime.fromISO("2026-01-02T03:04:05Z") }}',
	'{{ [DateTime.fromISO("2026-01-02T03:04:05Z")] }}',
	'{{ new Date(0) }}',
	'{{ $parameter.value }}',
	'{{ $parameter["&value"] }}',
	'{{ $parameter["&key"] }}',
	"{{ $('Nowhere').item.json.a }}",
	'{{ $json',
	'{{ $json.a',
	'{{ "a" }}',
	'{{ }}',
	'{{ { a: $json.a } }}',
	'{{ $json.a; $json.b }}',
	'{{ $json.a // why }}',
	'{{ $json[$json.a] }}',
	'{{ $json . a }}',
	'{{ ($json.a) }}',
	'{{ $JSON.a }}',
	'{{ $json.$json.a }}',
);

const anyText = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.constantFrom(
			...['', ' ', 'text', 'ñ🙂', '=', '\n', '"', "'", '`${1}`', '\u2028', 'null', '}', '}}'],
			...['{"a": {"b": "', '"}}', '{ '],
		),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom('{', '{{', '{{{', '\\', '\\{{', '\\\\', '. constructor'),
	},
);

const anyExpression = fc.oneof(
	{ weight: 12, arbitrary: anyPlace },
	{ weight: 1, arbitrary: anyOtherCode },
	{
		weight: 4,
		arbitrary: fc
			.array(
				fc.oneof(
					{ weight: 8, arbitrary: anyPlace },
					{ weight: 8, arbitrary: anyText },
					{ weight: 1, arbitrary: anyOtherCode },
				),
				{ minLength: 1, maxLength: 4 },
			)
			.map((parts) => parts.join('')),
	},
);

/** What stands in a field: an expression, or something that is the same for each item. */
const anyField = fc.oneof(
	{ weight: 6, arbitrary: anyExpression.map((expression) => `=${expression}`) },
	{ weight: 1, arbitrary: fc.constantFrom('', 'fixed', '{{ $json.a }}', ' =x', 'ñ') },
);

/** A form filled in. */
export const anyMapping: fc.Arbitrary<INodeParameters> = fc.record({
	value: anyField,
	json: anyField,
	list: fc.oneof(anyField, fc.array(anyField, { maxLength: 3 })),
	fields: fc.record({ a: anyField, b: anyField, c: anyField }, { requiredKeys: [] }),
	rows: fc.record({
		row: fc.array(fc.record({ key: anyField, value: anyField }), { maxLength: 2 }),
	}),
	assigned: fc.record({
		assignments: fc.array(
			fc.record({
				id: fc.constant('1'),
				name: fc.oneof(fc.constantFrom('x', 'a.b'), anyField),
				value: fc.oneof(anyField, fc.constantFrom(1, true)),
				type: fc.constantFrom('string', 'number', 'object'),
			}),
			{ maxLength: 2 },
		),
	}),
	located: fc.record({
		__rl: fc.constant(true),
		mode: fc.constant('id'),
		value: anyField,
		cachedResultName: fc.constantFrom('Ana', '= Ana'),
	}),
}) as fc.Arbitrary<INodeParameters>;

class Order {
	order = 'own';
	get a() {
		return 'computed';
	}
}

/** Values that are no JSON, or that are told from their neighbours only by a close look. */
const anyOddValue = fc.constantFrom<Array<() => unknown>>(
	() => undefined,
	() => NaN,
	() => Infinity,
	() => -0,
	() => 10n,
	() => new Date('2026-01-02T03:04:05Z'),
	() => new Date(NaN),
	() => DateTime.fromISO('2026-01-02T03:04:05Z', { zone: 'utc' }),
	() => ({ order: DateTime.fromISO('2026-01-02T03:04:05Z', { zone: 'utc' }), a: new Date(0) }),
	() => new Order(),
	() => ({ order: new Order() }),
	() => ({ a: undefined }),
	() => [undefined, null],
	() => [, 'hole'],
	() => Object.assign(['listed'], { a: 'more than a list' }),
	() => () => 'a function',
	() => ({ a: () => 'a function' }),
	() => Symbol('a'),
	() => ({ [Symbol('a')]: 1, a: 1 }),
	() => Object.create(null) as unknown,
	() => Object.assign(Object.create(null) as object, { a: 1 }),
	() => Object.create({ a: 'inherited' }) as unknown,
	() => Object.defineProperty({}, 'a', { get: () => 'got', enumerable: true }),
	() => Object.defineProperty({ b: 1 }, 'a', { value: 'hidden', enumerable: false }),
	() => JSON.parse('{"__proto__": {"a": 1}, "constructor": 2, "toString": 3}') as unknown,
	() => ({ __isError: true, name: 'Error', message: 'data' }),
	() => ({ __isArray: true, __length: 3 }),
	() => ({ __n8nType: 'DateTime', __value: 1 }),
	() => new Map([['a', 1]]),
	() => new Set([1]),
	() => /a/,
	() => Buffer.from('a'),
	() => 'lone \ud800 surrogate',
	() => '={{ $json.b }}',
	() => '{{ $json.b }}',
	() => 'a\\nb',
);

const { value: anyValue } = fc.letrec<{ value: unknown; object: object }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 4, depthSize: 'small' },
		{
			weight: 6,
			arbitrary: fc.oneof(
				fc.constantFrom<unknown[]>(null, true, false, 0, 1, 1.5, 1e21, '', ' ', 'text', 'ñ🙂', '0'),
				fc.string({ unit: 'grapheme', maxLength: 4 }),
				fc.double(),
			),
		},
		{ weight: 3, arbitrary: tie('object') },
		{ weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
		{ weight: 1, arbitrary: anyOddValue.map((make) => make()) },
	),
	object: fc.dictionary(anyKey, tie('value'), { maxKeys: 5 }),
}));

/** The JSON of an input item. */
export const anyItem = fc
	.record(
		{ a: anyValue, b: anyValue, c: anyValue, order: anyValue, items: anyValue },
		{ requiredKeys: [] },
	)
	.chain((known) =>
		fc.dictionary(anyKey, anyValue, { maxKeys: 3 }).map((others) => ({ ...others, ...known })),
	) as fc.Arbitrary<IDataObject>;
