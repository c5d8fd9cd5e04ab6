import fc from 'fast-check';
import { ASK_ENGINE, plainExpression } from '../../nodes/shared/logic/plainExpression';

const ITEM = {
	id: 7,
	name: 'María 🙂',
	empty: '',
	off: false,
	nothing: null,
	'Order ID': 'A-1',
	'Total ($)': 12.5,
	nested: { list: [{ sku: 'x' }, 'second'] },
	at: new Date(0),
	wrong: { at: new Date(0) },
	none: NaN,
};

const valueOf = (expression: string): unknown => plainExpression(expression)?.(ITEM);

describe('An expression that only copies', () => {
	it.each<[string, unknown]>([
		['={{ $json.id }}', 7],
		['={{$json.name}}', 'María 🙂'],
		['={{ $json["Order ID"] }}', 'A-1'],
		["={{ $json['Total ($)'] }}", 12.5],
		['={{ $json.nested.list[0].sku }}', 'x'],
		['={{ $json.nested?.list[1] }}', 'second'],
		['={{ $json.nested["list"].length }}', 2],
		['={{ $json.nested }}', ITEM.nested],
		['={{ $json.nothing }}', null],
		['={{ $json.nothing.deeper }}', undefined],
		['={{ $json.missing.deeper }}', undefined],
		['={{ $json.nested.list[5] }}', undefined],
		['=fixed', 'fixed'],
		['=', ''],
		['=ID {{ $json.id }}', 'ID 7'],
		['={{ $json.id }}{{ $json.empty }}', '7'],
		['={{ $json.id }} ', '7 '],
		['={"a": {"b": "{{ $json.name }}"}}', '{"a": {"b": "María 🙂"}}'],
		['=<{{ $json.missing }}|{{ $json.nothing }}|{{ $json.off }}>', '<||false>'],
	])('%s', (expression, value) => {
		expect(valueOf(expression)).toEqual(value);
	});

	it('gives what stands anywhere in JSON', () => {
		const anyName = fc.stringMatching(/^[a-z]{1,4}$/);
		const reads = { ours: 0, theirs: 0 };
		fc.assert(
			fc.property(fc.array(anyName, { maxLength: 4 }), fc.jsonValue(), (names, value) => {
				// Keys that every object has are the engine's.
				fc.pre(!JSON.stringify(value).includes('__') && !Object.is(value, -0));
				const item = names.reduceRight<unknown>((inner, name) => ({ [name]: inner }), { value });
				const path = [...names, 'value'];
				const read = plainExpression(`={{ $json.${path.join('.')} }}`)?.(item);
				if (read === ASK_ENGINE) reads.theirs++;
				else expect(read).toBe(value);
				if (read === value) reads.ours++;
				expect(plainExpression(`={{ $json["${path.join('"]["')}"] }}`)?.(item)).toBe(read);
			}),
			{ seed: 2026 },
		);
		// Now and then there is half a letter in the value, or -0.
		expect(reads.ours).toBeGreaterThan(9 * reads.theirs);
	});
});

describe('The engine decides', () => {
	it.each([
		'no expression',
		'{{ $json.id }}',
		'={{ $json.id + 1 }}',
		'={{ $json.id.toString() }}',
		'={{ $json.constructor }}',
		'={{ $json.toString }}',
		'={{ $json["__proto__"] }}',
		'={{ $json.prototype }}',
		'={{ $json.a.first }} and the. constructor',
		'={{ $json["a.first (b)"] }}',
		'={{ $json["a\\"b"] }}',
		'={{ $json.nested.list[007] }}',
		'={{ $json.nested.list[-1] }}',
		'={{ $json. id }}',
		'={{ $json.$ }}',
		'={{ $json.id',
		'=\\{{ $json.id }}',
		'={{{ $json.id }}}',
		'={{ $input.item.json.id }}',
		'={{ }}',
	])('what %s is', (expression) => {
		expect(plainExpression(expression)).toBeUndefined();
	});

	it.each([
		['a date', '={{ $json.at }}'],
		['an object with a date in it', '={{ $json.wrong }}'],
		['a number that is none', '={{ $json.none }}'],
		['an object within text', '=of {{ $json.nested }}'],
		['what a text has', '={{ $json.name.length }}'],
		['what a list has', '={{ $json.nested.list.name }}'],
	])('about %s', (_what, expression) => {
		expect(valueOf(expression)).toBe(ASK_ENGINE);
	});

	it.each([
		[
			'is computed',
			{
				get id() {
					return 1;
				},
			},
		],
		['is inherited', Object.create({ id: 1 })],
		[
			'stands in a class instance',
			new (class {
				id = 1;
			})(),
		],
		['has half a letter', { id: '\ud800' }],
		['is -0', { id: -0 }],
		['has a hole', { id: [, 1] }],
		['has a key that every object inherits', { id: { toString: 1 } }],
		['has a list that writes itself', { id: Object.assign([], { toJSON: () => 1 }) }],
		['is no JSON', { id: () => 1 }],
	])('when a value %s', (_what, item) => {
		expect(plainExpression('={{ $json.id }}')?.(item)).toBe(ASK_ENGINE);
	});

	it('when a value holds itself', () => {
		const id: { self?: object } = {};
		id.self = id;

		expect(plainExpression('={{ $json.id }}')?.({ id })).toBe(ASK_ENGINE);
	});
});
