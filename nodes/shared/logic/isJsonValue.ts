/** Deeper than any data that means something; a value that holds itself has no end. */
const MAX_DEPTH = 100;

/**
 * Whether a value is what JSON can hold, down to its last entry: no date, no class instance, no
 * `undefined`. What JSON does not see, such as a hidden property, does not count. Keys that begin with
 * `__`, or that every object inherits, count as no JSON: n8n's engine `vm` gives the first a meaning,
 * and fails on the others.
 */
export function isJsonValue(value: unknown, depth = 0): boolean {
	switch (typeof value) {
		case 'string':
			return value.isWellFormed();
		case 'boolean':
			return true;
		case 'number':
			return Number.isFinite(value) && !Object.is(value, -0);
		case 'object':
			if (value === null) return true;
			if (depth === MAX_DEPTH) return false;
			return Array.isArray(value) ? isJsonList(value, depth + 1) : isJsonObject(value, depth + 1);
		default:
			return false;
	}
}

function isJsonList(list: readonly unknown[], depth: number): boolean {
	if (Object.getPrototypeOf(list) !== Array.prototype || 'toJSON' in list) return false;
	for (let index = 0; index < list.length; index++) {
		if (!isJsonValue(list[index], depth)) return false;
	}
	return true;
}

function isJsonObject(object: object, depth: number): boolean {
	if (Object.getPrototypeOf(object) !== Object.prototype || 'toJSON' in object) return false;
	for (const key in object) {
		if (key.startsWith('__') || key in Object.prototype) return false;
		if (!isJsonValue((object as Record<string, unknown>)[key], depth)) return false;
	}
	return true;
}
