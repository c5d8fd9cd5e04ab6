import type { Json } from '../../shared/logic/itemResult';
import { isPlainObject } from './isPlainObject';

/** The longest number that JavaScript writes: -1.7976931348623157e+308. */
const LONGEST_NUMBER = 24;

/** The longest that JSON writes for a UTF-16 unit: an escape such as `\u001f`. */
const LONGEST_UNIT = 6;

/** Deeper than real data, and less than what recursion takes. It ends cycles, too. */
const MAX_DEPTH = 100;

/**
 * At most how many bytes JSON takes for a value: quickly, without writing it, and without garbage.
 *
 * @returns `NaN` if it is not certain that JSON holds the value as it is. Then write it and see: it
 * may be NaN, half of a character, a date, a cycle, or merely nested very deeply.
 */
export function mostBytes(value: unknown, depth = 0): number {
	switch (typeof value) {
		case 'string':
			return value.isWellFormed() ? value.length * LONGEST_UNIT + 2 : NaN;
		case 'number':
			return Number.isFinite(value) ? LONGEST_NUMBER : NaN;
		case 'boolean':
		case 'undefined':
			return 5;
		case 'object':
			if (value === null) return 4;
			if (depth === MAX_DEPTH) return NaN;
			if (Array.isArray(value)) return mostBytesOfList(value, depth + 1);
			return isPlainObject(value) ? mostBytesOfObject(value, depth + 1) : NaN;
		default:
			return NaN;
	}
}

function mostBytesOfList(list: readonly unknown[], depth: number): number {
	let bytes = 2;
	for (let index = 0; index < list.length; index++) {
		bytes += mostBytes(list[index], depth) + 1;
		if (Number.isNaN(bytes)) return NaN;
	}
	return (list as { toJSON?: unknown }).toJSON === undefined ? bytes : NaN;
}

function mostBytesOfObject(object: Json, depth: number): number {
	let bytes = 2;
	for (const name in object) {
		bytes += name.length * LONGEST_UNIT + mostBytes(object[name], depth) + 4;
		if (Number.isNaN(bytes) || !name.isWellFormed()) return NaN;
	}
	return bytes;
}
