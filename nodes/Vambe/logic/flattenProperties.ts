import { isPlainObject } from 'lodash';
import { readInstant } from '../../shared/logic/readInstant';
import { isLongerThan, MAX_PROPERTY_CHARACTERS } from '../schemas/event';
import type { Fault } from './checkEvent';

/** What becomes of objects and lists, which Vambe does not take. */
export type NestedValues = 'flatten' | 'json' | 'refuse';

/** What becomes of texts that are too long for Vambe. */
export type LongText = 'refuse' | 'truncate';

type Entry = [name: string, value: unknown];

/** Deep enough for any real data. */
const MAX_DEPTH = 50;

const TOO_LONG =
	"has more than 1,024 characters: shorten it, or set 'Long Text' in the options to Truncate";

/**
 * Properties as Vambe takes them: one level, only values that JSON has.
 *
 * `undefined` is left out, and so is an empty object or list when it is flattened: there is nothing
 * in it to send. A date becomes ISO text in UTC.
 *
 * @param entries name and value; a name that comes twice is refused, not overwritten
 * @returns the properties, with what is wrong with some of them
 */
export function flattenProperties(
	entries: readonly Entry[],
	nestedValues: NestedValues,
	longText: LongText,
): { properties: Record<string, unknown>; faults: Fault[] } {
	const properties = new Map<string, unknown>();
	const faults: Fault[] = [];
	const refuse = (name: string, message: string) =>
		faults.push({ place: ['properties', name], message });

	for (const entry of entries) {
		const leaves: Entry[] = [];
		const fault = collectLeaves(entry, [], leaves);
		if (fault) {
			refuse(...fault);
			continue;
		}
		const [name, value] = entry;
		if (isNested(value) && nestedValues === 'refuse') {
			const what = Array.isArray(value) ? 'a list' : 'an object';
			refuse(name, `is ${what}: set 'Nested Values' in the options to Flatten or JSON Text`);
			continue;
		}
		const sent: Entry[] =
			isNested(value) && nestedValues === 'json' ? [[name, JSON.stringify(value)]] : leaves;
		for (const [path, leaf] of sent) {
			if (properties.has(path)) refuse(path, 'comes more than once');
			else if (!isTooLong(leaf)) properties.set(path, leaf);
			else if (longText === 'truncate') properties.set(path, truncate(leaf));
			else refuse(path, TOO_LONG);
		}
	}
	return { properties: Object.fromEntries(properties), faults };
}

/**
 * Adds every value in the entry that is not nested itself, under its path: `a.b`, `list.0`.
 *
 * @param above the objects and lists that the value lies in
 * @returns the path of a value that cannot be sent, and why
 */
function collectLeaves(
	[path, value]: Entry,
	above: readonly object[],
	leaves: Entry[],
): [path: string, message: string] | undefined {
	if (value === undefined) return undefined;
	if (isNested(value)) {
		if (above.includes(value)) return [path, 'leads back to what it lies in, without end'];
		if (above.length === MAX_DEPTH) return [path, `is nested more than ${MAX_DEPTH} levels deep`];
		for (const [name, inner] of Object.entries(value)) {
			const fault = collectLeaves([`${path}.${name}`, inner], [...above, value], leaves);
			if (fault) return fault;
		}
		return undefined;
	}
	const leaf = readLeaf(value);
	if ('message' in leaf) return [path, leaf.message];
	leaves.push([path, leaf.value]);
	return undefined;
}

function readLeaf(value: unknown): { value: unknown } | { message: string } {
	switch (typeof value) {
		case 'string':
		case 'boolean':
			return { value };
		case 'number':
			return Number.isFinite(value)
				? { value }
				: { message: `is ${value}, which is no number to send` };
		case 'bigint':
			return { message: 'is a BigInt: make it a number or text' };
	}
	if (value === null) return { value };
	const instant = readInstant(value, 'utc');
	return 'iso' in instant
		? { value: instant.iso }
		: { message: 'is neither text nor a number, date, true, false or null' };
}

const isNested = (value: unknown): value is object => Array.isArray(value) || isPlainObject(value);

const isTooLong = (value: unknown): value is string =>
	typeof value === 'string' && isLongerThan(MAX_PROPERTY_CHARACTERS, value);

/** By characters, so that no emoji is cut in half. */
const truncate = (text: string) => Array.from(text).slice(0, MAX_PROPERTY_CHARACTERS).join('');
