import { join } from 'node:path';
import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { readOpenApi } from '../../sandbox/openApi';
import type { Received } from '../support/misbehave';
import { answer } from '../support/misbehave';
import { ACCEPTED, assignments, useVambeEvent } from '../support/useVambeEvent';

const { runAgainst } = useVambeEvent();

/** It takes whatever comes, a property named __proto__ as well, which no framework lets through. */
const TAKES_ALL = [answer(202, ACCEPTED)];

const bodyOf = ({ body }: Received) => JSON.parse(String(body)) as { properties: object };

const isInDocument = readOpenApi(join(__dirname, '../../specs/vambe.openapi.yaml')).component(
	'EventInput',
);

/** What was sent as properties for one input item, as text, or why nothing was. */
async function outcomeOf(parameters: INodeParameters, json: object = {}): Promise<unknown> {
	const items = [{ json: json as IDataObject }];
	const { errors, requests } = await runAgainst(TAKES_ALL, { parameters, items });
	return requests.length > 0
		? JSON.stringify(bodyOf(requests[0]).properties)
		: errors[0].json.error;
}

describe('The properties of an event', () => {
	test.each<[what: string, parameters: INodeParameters, properties: object]>([
		['JSON text', { propertiesMode: 'json', propertiesJson: '{ "total": 1.5 }' }, { total: 1.5 }],
		[
			'JSON text with an expression in it',
			{ propertiesMode: 'json', propertiesJson: '={ "order": "{{ $json.order }}" }' },
			{ order: 'ORD-1' },
		],
		[
			'an expression that gives an object',
			{ propertiesMode: 'json', propertiesJson: '={{ $json.cart }}' },
			{ total: 7, 'items.0': 'A-1' },
		],
		['an empty JSON field', { propertiesMode: 'json', propertiesJson: '' }, {}],
		[
			'the input item',
			{ propertiesMode: 'input' },
			{ order: 'ORD-1', 'cart.total': 7, 'cart.items.0': 'A-1' },
		],
		[
			'the input item, nested values as JSON text',
			{ propertiesMode: 'input', options: { nestedValues: 'json' } },
			{ order: 'ORD-1', cart: '{"total":7,"items":["A-1"]}' },
		],
	])('are taken from %s', async (_what, parameters, properties) => {
		const item = { order: 'ORD-1', cart: { total: 7, items: ['A-1'] } };
		expect(await outcomeOf(parameters, item)).toBe(JSON.stringify(properties));
	});

	test('are taken by drag and drop in their types', async () => {
		const properties = assignments(
			['total', 'number', '={{ $json.total }}'],
			['paid', 'boolean', '={{ $json.paid }}'],
			['cart', 'object', '={{ $json.cart }}'],
			['missing', 'string', '={{ $json.nothing }}'],
			['at', 'string', '={{ $json.date.toDateTime() }}'],
		);
		const item = {
			total: '49990',
			paid: 'true',
			cart: { lines: ['A-1', 'B-2'] },
			date: '2026-01-02T03:04:05.000Z',
		};
		expect(JSON.parse(String(await outcomeOf({ properties }, item)))).toEqual({
			total: 49990,
			paid: true,
			'cart.lines.0': 'A-1',
			'cart.lines.1': 'B-2',
			at: '2026-01-02T03:04:05.000Z',
		});
	});
});

const NOT_TO_SEND = 'is neither text nor a number, date, true, false or null';

class Order {
	total = 1;
}

/** What a node before may leave in an item, and an expression may give. */
const VALUES: Array<[what: string, value: unknown, sent: object | string]> = [
	['text', 'Ñandú 😀', { v: 'Ñandú 😀' }],
	['an empty text', '', { v: '' }],
	['zero', 0, { v: 0 }],
	['less than nothing', -0, { v: 0 }],
	['a number beyond whole numbers', 1e21, { v: 1e21 }],
	['true', true, { v: true }],
	['null', null, { v: null }],
	['nothing', undefined, {}],
	['NaN', NaN, "'v' in 'Properties' is NaN, which is no number to send"],
	['Infinity', Infinity, "'v' in 'Properties' is Infinity, which is no number to send"],
	['a BigInt', 10n, "'v' in 'Properties' is a BigInt: make it a number or text"],
	['a symbol', Symbol('x'), `'v' in 'Properties' ${NOT_TO_SEND}`],
	['a function', () => 1, `'v' in 'Properties' ${NOT_TO_SEND}`],
	['a Date', new Date('2026-01-02T03:04:05Z'), { v: '2026-01-02T03:04:05.000Z' }],
	['a Date that is none', new Date('never'), `'v' in 'Properties' ${NOT_TO_SEND}`],
	['a Map', new Map([['a', 1]]), `'v' in 'Properties' ${NOT_TO_SEND}`],
	['an instance of a class', new Order(), `'v' in 'Properties' ${NOT_TO_SEND}`],
	['binary data', Buffer.from('x'), `'v' in 'Properties' ${NOT_TO_SEND}`],
	['a text of 1,024 characters', '😀'.repeat(1_024), { v: '😀'.repeat(1_024) }],
	[
		'a text of 1,025 characters',
		'😀'.repeat(1_025),
		"'v' in 'Properties' has more than 1,024 characters: shorten it, or set 'Long Text' in the options to Truncate",
	],
	[
		'half an emoji',
		'\ud83d',
		"'v' in 'Properties' holds half a character, which cannot be sent: it was cut in the middle of an emoji",
	],
	['a list', [1, { b: 2 }], { 'v.0': 1, 'v.1.b': 2 }],
	['a list with null in it', [1, null, 3], { 'v.0': 1, 'v.1': null, 'v.2': 3 }],
	['a sparse list', Object.assign([1], { 2: 3 }), { 'v.0': 1, 'v.2': 3 }],
	['an empty object', {}, {}],
	['an empty name', { '': 1 }, { 'v.': 1 }],
	['a name with dots', { 'a.b': 1 }, { 'v.a.b': 1 }],
	[
		'two names that become one',
		{ 'a.b': 1, a: { b: 2 } },
		"'v.a.b' in 'Properties' comes more than once",
	],
	[
		'a name of every object',
		JSON.parse('{ "__proto__": { "constructor": 1 } }'),
		{ 'v.__proto__.constructor': 1 },
	],
	[
		'NaN deep inside',
		{ lines: [{ price: NaN }] },
		"'v.lines.0.price' in 'Properties' is NaN, which is no number to send",
	],
	['undefined inside', { a: undefined, b: [undefined, 1] }, { 'v.b.1': 1 }],
];

describe.each([
	['the input item', { propertiesMode: 'input' }],
	['an expression in JSON', { propertiesMode: 'json', propertiesJson: '={{ ({ v: $json.v }) }}' }],
])('A property from %s', (_from, parameters) => {
	test.each(VALUES)('that is %s is sent or refused by name', async (_what, value, sent) => {
		expect(await outcomeOf(parameters, { v: value })).toBe(
			typeof sent === 'string' ? `${sent} [item 0]` : JSON.stringify(sent),
		);
	});
});

describe('A property from the input item', () => {
	const parameters = { propertiesMode: 'input' };
	const loop: Record<string, unknown> = { name: 'a loop' };
	loop.self = loop;

	test('that is a luxon value is sent as ISO text in UTC', async () => {
		const v = DateTime.fromISO('2026-01-02T03:04:05+02:00');
		expect(await outcomeOf(parameters, { v })).toBe('{"v":"2026-01-02T01:04:05.000Z"}');
	});

	test('that holds itself is refused with the path', async () => {
		expect(await outcomeOf(parameters, { v: loop })).toBe(
			"'v.self' in 'Properties' leads back to what it lies in, without end [item 0]",
		);
	});

	test('may have an empty name, or one of every object', async () => {
		const json = JSON.parse('{ "": 1, "__proto__": 2, "toString": 3 }') as object;
		expect(await outcomeOf(parameters, json)).toBe('{"":1,"__proto__":2,"toString":3}');
	});

	test('whose name another one comes to have is refused', async () => {
		expect(await outcomeOf(parameters, { 'a.b': 1, a: { b: 2 } })).toBe(
			"'a.b' in 'Properties' comes more than once [item 0]",
		);
	});

	test('that cannot be read is the fate of its item alone', async () => {
		const trap = {
			get price(): number {
				throw new Error('No price');
			},
		};
		const { success, errors } = await runAgainst(TAKES_ALL, {
			parameters,
			items: [{ json: { v: 1 } }, { json: { v: trap as unknown as IDataObject } }],
		});
		expect(success).toHaveLength(1);
		expect(errors[0].json.error).toMatch(/could not be worked out: No price \[item 1\]$/);
	});

	test('is cut on request when it is too long', async () => {
		const cutting = { ...parameters, options: { longText: 'truncate' } };
		expect(await outcomeOf(cutting, { v: '😀'.repeat(1_100) })).toBe(
			JSON.stringify({ v: '😀'.repeat(1_024) }),
		);
	});
});

describe('A property from JSON text', () => {
	test.each<[what: string, text: string, sent: object | string]>([
		[
			'a number too large',
			'{ "v": 1e999 }',
			"'v' in 'Properties' is Infinity, which is no number to send",
		],
		[
			'half an emoji',
			'{ "v": "\\ud83d" }',
			"'v' in 'Properties' holds half a character, which cannot be sent: it was cut in the middle of an emoji",
		],
		[
			'half an emoji in its name',
			'{ "\\ud83d": 1 }',
			"'\ud83d' in 'Properties' has half a character in its name",
		],
		['an empty name', '{ "": 1 }', { '': 1 }],
		['a name of every object', '{ "__proto__": 1 }', JSON.parse('{ "__proto__": 1 }')],
		[
			'two names that become one',
			'{ "a": { "b": 2 }, "a.b": 1 }',
			"'a.b' in 'Properties' comes more than once",
		],
		['lists in lists', '{ "v": [[1], []] }', { 'v.0.0': 1 }],
	])('that is %s is sent or refused by name', async (_what, propertiesJson, sent) => {
		expect(await outcomeOf({ propertiesMode: 'json', propertiesJson })).toBe(
			typeof sent === 'string' ? `${sent} [item 0]` : JSON.stringify(sent),
		);
	});
});

describe('A property from a field of its own', () => {
	test.each<[type: string, value: unknown, sent: object | string]>([
		['string', 12.5, { v: '12.5' }],
		['string', { a: 1 }, { v: '{"a":1}' }],
		['string', undefined, {}],
		['string', new Date('2026-01-02T03:04:05Z'), { v: '2026-01-02T03:04:05.000Z' }],
		['string', NaN, "'v' in 'Properties' is NaN, which is no number to send"],
		['number', '12.5', { v: 12.5 }],
		['number', 10n, { v: 10 }],
		['number', Infinity, "'v' in 'Properties' is Infinity, which is no number to send"],
		['number', NaN, "'v' in 'Properties' is not a number"],
		['boolean', 'false', { v: false }],
		['array', [1, 2], { 'v.0': 1, 'v.1': 2 }],
		['array', 'no list', "'v' in 'Properties' is not a array"],
		['object', { a: { b: NaN } }, "'v.a.b' in 'Properties' is NaN, which is no number to send"],
		['object', new Order(), `'v' in 'Properties' ${NOT_TO_SEND}`],
		['object', { 'a.b': 1, a: { b: 2 } }, "'v.a.b' in 'Properties' comes more than once"],
	])('of type %s that is given %p is sent or refused by name', async (type, value, sent) => {
		const parameters = { properties: assignments(['v', type, '={{ $json.v }}']) };
		expect(await outcomeOf(parameters, { v: value })).toBe(
			typeof sent === 'string' ? `${sent} [item 0]` : JSON.stringify(sent),
		);
	});

	test('whose name comes twice is refused', async () => {
		const properties = assignments(['v', 'number', 1], ['v', 'number', 2]);
		expect(await outcomeOf({ properties })).toBe(
			"'v' in 'Properties' comes more than once [item 0]",
		);
	});
});

/** Anything that JavaScript can put into an item, short of what loops. */
const anything = fc.anything({
	withBigInt: true,
	withDate: true,
	withMap: true,
	withNullPrototype: true,
	withSparseArray: true,
	withTypedArray: true,
	maxDepth: 3,
	maxKeys: 4,
});

const anyValue = fc.oneof(
	{ weight: 6, arbitrary: anything },
	{ weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1_000, maxLength: 1_100 }) },
	{ weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, 10n, '\ud83d', 'x'.repeat(1_025)) },
	{ weight: 1, arbitrary: fc.constantFrom(new Order(), DateTime.fromMillis(0), Symbol('x')) },
);

const anyItem = fc.dictionary(
	fc.oneof(
		fc.string({ unit: 'binary', maxLength: 4 }),
		fc.constantFrom('a', 'a.b', '', '__proto__'),
	),
	anyValue,
	{ maxKeys: 3 },
);

const COUNT = 400;

describe('Whatever an item holds', () => {
	test.each(
		['flatten', 'json', 'refuse'].flatMap((nestedValues) =>
			['refuse', 'truncate'].map((longText) => ({ nestedValues, longText })),
		),
	)(
		'it is sent as the document says, or refused by name: %p',
		async (options) => {
			const items = fc.sample(anyItem, { seed: 20_261_120, numRuns: COUNT });
			const { success, errors, requests } = await runAgainst(TAKES_ALL, {
				parameters: { propertiesMode: 'input', options },
				items: items.map((json) => ({ json: json as IDataObject })),
			});

			expect(success.length + errors.length).toBe(COUNT);
			expect(requests).toHaveLength(success.length);
			expect(requests.map(bodyOf).filter((body) => !isInDocument(body))).toEqual([]);
			for (const { json } of errors) {
				expect(json.details).toMatchObject({
					outcome: 'rejected',
					code: 'INVALID_EVENT',
					issues: expect.arrayContaining([
						{ path: expect.stringMatching(/^properties\./), message: expect.any(String) },
					]),
				});
			}
			// It would prove little if nearly everything were sent, or nearly nothing.
			expect(success.length).toBeGreaterThan(COUNT / 10);
			expect(errors.length).toBeGreaterThan(COUNT / 10);
		},
		60_000,
	);
});
