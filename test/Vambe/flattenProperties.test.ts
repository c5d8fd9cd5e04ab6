import { DateTime } from 'luxon';
import type { LongText, NestedValues } from '../../nodes/Vambe/logic/flattenProperties';
import { flattenProperties } from '../../nodes/Vambe/logic/flattenProperties';

type Entries = Array<[string, unknown]>;

const flatten = (
	entries: Entries,
	nestedValues: NestedValues = 'flatten',
	longText: LongText = 'refuse',
) => flattenProperties(entries, nestedValues, longText);

const propertiesOf = (...given: Parameters<typeof flatten>) => {
	const { properties, faults } = flatten(...given);
	expect(faults).toEqual([]);
	return properties;
};

const faultsOf = (...given: Parameters<typeof flatten>) =>
	flatten(...given).faults.map(({ place, message }) => `${place.join(' > ')} ${message}`);

const cyclic: Record<string, unknown> = { name: 'a loop' };
cyclic.self = cyclic;

const nested = (levels: number): unknown => (levels === 0 ? 'deep' : { in: nested(levels - 1) });

describe('Properties of one level', () => {
	test('stay as they are, false, zero, empty text and null among them', () => {
		const entries: Entries = [
			['text', 'Ñandú 😀'],
			['empty', ''],
			['number', -0.5],
			['zero', 0],
			['yes', true],
			['no', false],
			['none', null],
			['a.b', 'a name with a dot'],
		];
		expect(propertiesOf(entries)).toEqual(Object.fromEntries(entries));
	});

	test('lose what is undefined', () => {
		expect(propertiesOf([['gone', undefined]])).toEqual({});
	});

	test.each([
		['a Date', new Date('2026-04-21T14:30:00Z'), '2026-04-21T14:30:00.000Z'],
		['a luxon value', DateTime.fromISO('2026-04-21T16:30:00+02:00'), '2026-04-21T14:30:00.000Z'],
	])('hold %s as ISO text in UTC', (_what, given, text) => {
		expect(propertiesOf([['when', given]])).toEqual({ when: text });
		expect(propertiesOf([['at', { when: given }]])).toEqual({ 'at.when': text });
	});

	test('may be named like a part of every object, and are sent all the same', () => {
		const given = JSON.parse('{ "__proto__": "a", "constructor": "b" }') as object;
		expect(JSON.stringify(propertiesOf(Object.entries(given)))).toBe(
			'{"__proto__":"a","constructor":"b"}',
		);
	});

	test.each([
		['NaN', NaN, 'total is NaN, which is no number to send'],
		['Infinity', -Infinity, 'total is -Infinity, which is no number to send'],
		['a BigInt', 10n, 'total is a BigInt: make it a number or text'],
		[
			'a date that is none',
			new Date('never'),
			'total is neither text nor a number, date, true, false or null',
		],
		[
			'a luxon value that is none',
			DateTime.invalid('never'),
			'total is neither text nor a number, date, true, false or null',
		],
		['a function', () => 1, 'total is neither text nor a number, date, true, false or null'],
		[
			'binary data',
			Buffer.from('x'),
			'total is neither text nor a number, date, true, false or null',
		],
	])('are refused with %s, by name', (_what, value, fault) => {
		expect(faultsOf([['total', value]])).toEqual([`properties > ${fault}`]);
	});

	test('are refused when a name comes twice, so that none is lost', () => {
		expect(
			faultsOf([
				['total', 1],
				['total', 2],
			]),
		).toEqual(['properties > total comes more than once']);
	});
});

describe('Nested properties', () => {
	const cart = {
		cart: { total: 49990, items: [{ sku: 'A-1' }, { sku: 'B-2' }] },
		tags: ['new', 'vip'],
	};

	test('are flattened with a dot, places in lists too', () => {
		expect(propertiesOf(Object.entries(cart))).toEqual({
			'cart.total': 49990,
			'cart.items.0.sku': 'A-1',
			'cart.items.1.sku': 'B-2',
			'tags.0': 'new',
			'tags.1': 'vip',
		});
	});

	test('that are empty leave nothing to send when flattened', () => {
		expect(propertiesOf(Object.entries({ cart: {}, tags: [], more: { none: [] } }))).toEqual({});
	});

	test('become JSON text on request, empty ones too', () => {
		expect(propertiesOf(Object.entries({ ...cart, none: [] }), 'json')).toEqual({
			cart: '{"total":49990,"items":[{"sku":"A-1"},{"sku":"B-2"}]}',
			tags: '["new","vip"]',
			none: '[]',
		});
	});

	test('are refused on request, by name and with the way out', () => {
		expect(faultsOf(Object.entries({ ...cart, total: 1 }), 'refuse')).toEqual([
			"properties > cart is an object: set 'Nested Values' in the options to Flatten or JSON Text",
			"properties > tags is a list: set 'Nested Values' in the options to Flatten or JSON Text",
		]);
	});

	test('that flatten to a name which is there already are refused', () => {
		expect(faultsOf(Object.entries({ 'a.b': 1, a: { b: 2 } }))).toEqual([
			'properties > a.b comes more than once',
		]);
	});

	test.each(['flatten', 'json', 'refuse'] as const)(
		'are refused for what cannot be sent inside them, with the path (%s)',
		(nestedValues) => {
			expect(faultsOf([['cart', { lines: [{ price: NaN }] }]], nestedValues)).toEqual([
				'properties > cart.lines.0.price is NaN, which is no number to send',
			]);
		},
	);

	test.each(['flatten', 'json', 'refuse'] as const)(
		'that hold themselves are refused (%s)',
		(nestedValues) => {
			expect(faultsOf([['loop', cyclic]], nestedValues)).toEqual([
				'properties > loop.self leads back to what it lies in, without end',
			]);
		},
	);

	test('may hold the same object twice, as long as it does not hold itself', () => {
		const seller = { name: 'Ana' };
		expect(propertiesOf(Object.entries({ sold: { by: seller, for: seller } }))).toEqual({
			'sold.by.name': 'Ana',
			'sold.for.name': 'Ana',
		});
	});

	test('are taken 50 levels deep, and no deeper', () => {
		expect(Object.values(propertiesOf([['a', nested(50)]]))).toEqual(['deep']);
		expect(faultsOf([['a', nested(51)]])).toHaveLength(1);
	});
});

describe('Long texts', () => {
	const smiles = '😀'.repeat(1_025);

	test.each([
		['letters', 'x'.repeat(1_024)],
		['characters of two units', '😀'.repeat(1_024)],
	])('of 1,024 %s are sent', (_what, text) => {
		expect(propertiesOf([['note', text]])).toEqual({ note: text });
	});

	test('of 1,025 characters are refused by default, with the way out', () => {
		expect(faultsOf([['note', smiles]])).toEqual([
			"properties > note has more than 1,024 characters: shorten it, or set 'Long Text' in the options to Truncate",
		]);
	});

	test('are cut on request, between two characters', () => {
		expect(propertiesOf([['note', `a${smiles}`]], 'flatten', 'truncate')).toEqual({
			note: `a${'😀'.repeat(1_023)}`,
		});
	});

	test('are cut inside nested values, and where JSON text is too long', () => {
		const list = ['x'.repeat(2_000)];
		expect(propertiesOf([['list', list]], 'flatten', 'truncate')).toEqual({
			'list.0': 'x'.repeat(1_024),
		});
		expect(propertiesOf([['list', list]], 'json', 'truncate')).toEqual({
			list: `["${'x'.repeat(1_022)}`,
		});
	});
});
