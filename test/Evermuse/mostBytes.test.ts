import fc from 'fast-check';
import { mostBytes } from '../../nodes/Evermuse/logic/mostBytes';

const cycle: Record<string, unknown> = {};
cycle.again = [cycle, cycle];

class Titled {
	title = 'a';
}

const nested = (levels: number): unknown => (levels === 0 ? 'x' : [nested(levels - 1)]);

describe('The most bytes that JSON takes for a value', () => {
	it('are never fewer than it does take, whatever the value is', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 4, noUnicodeString: false }), (value) => {
				expect(mostBytes(value)).toBeGreaterThanOrEqual(Buffer.byteLength(JSON.stringify(value)));
			}),
			{ seed: 2026, numRuns: 5_000 },
		);
	});

	it.each<[string, unknown]>([
		['text of signs that are escaped', '\u0000\u001f"\\\n'],
		['the longest number', -Number.MAX_VALUE],
		['another long number', -5e-324],
		['text of four-byte letters', '🙂🙂'],
		['undefined in a list, which becomes null', [undefined, undefined]],
		['undefined in an object, which is left out', { a: undefined }],
		['an object without a prototype', Object.assign(Object.create(null) as object, { a: 1 })],
		['a list in a list, 99 levels deep', nested(99)],
		['a name that objects inherit', JSON.parse('{"__proto__":1,"toString":2}')],
	])('are a number for %s', (_what, value) => {
		expect(mostBytes(value)).toBeGreaterThanOrEqual(Buffer.byteLength(JSON.stringify(value)));
	});

	it.each<[string, unknown]>([
		['NaN', NaN],
		['infinity', { a: [Infinity] }],
		['a BigInt', [1n]],
		['a function', { a: () => 1 }],
		['a symbol', [Symbol('a')]],
		['half a character', { a: 'x\ud83d' }],
		['half a character in a name', { '\ude42': 1 }],
		['a date', { at: new Date(0) }],
		['an object that writes itself', { toJSON: () => null }],
		['an object that inherits that', Object.create({ toJSON: () => null })],
		['a list that writes itself', Object.assign([1], { toJSON: () => null })],
		['an object that inherits a field', Object.create({ a: 1 })],
		['an object of a class', new Titled()],
		['a map', new Map()],
		['a cycle', cycle],
		['a list in a list, 101 levels deep', nested(101)],
	])('are not known for %s', (_what, value) => {
		expect(mostBytes(value)).toBeNaN();
	});
});
