import fc from 'fast-check';

/** One of these, as often as its weight says. */
export const weighted = <Value>(...options: Array<[weight: number, value: fc.Arbitrary<Value>]>) =>
	fc.oneof(...options.map(([weight, arbitrary]) => ({ weight, arbitrary })));

export const some = <const Value>(...values: Value[]) => fc.constantFrom(...values);

/** Mostly not said. */
export const seldom = <Value>(value: fc.Arbitrary<Value>) =>
	weighted<Value | undefined>([3, some(undefined)], [1, value]);
