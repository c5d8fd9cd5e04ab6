import type { Json } from '../../shared/logic/itemResult';

/**
 * Whether JSON writes all that the object shows, and nothing else: no class of its own, which may
 * inherit something, and no `toJSON`. One of another realm is plain, too, as items of a Code node may
 * be. lodash's check of the same name takes several times as long as the record's whole schema.
 */
export function isPlainObject(value: unknown): value is Json {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return (prototype === null || isRoot(prototype)) && (value as Json).toJSON === undefined;
}

const isRoot = (prototype: unknown): boolean =>
	prototype === Object.prototype ||
	(Object.getPrototypeOf(prototype) === null &&
		Object.hasOwn(prototype as object, 'isPrototypeOf'));
