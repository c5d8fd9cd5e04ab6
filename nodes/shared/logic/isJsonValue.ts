/** Deeper than any data that means something; a value that holds itself has no end. */
const MAX_DEPTH = 100;

/** A surrogate without its other half, which UTF-8 cannot hold. */
const HALF_A_LETTER = /\p{Surrogate}/u;

/**
 * Whether a value is what JSON can hold, down to its last entry: no date, no class instance, no
 * `undefined`, no property that is computed or hidden. Keys that begin with `__`, or that every object
 * inherits, count as no JSON: n8n's engine `vm` gives the first a meaning, and fails on the others.
 */
export function isJsonValue(value: unknown, depth = 0): boolean {
	switch (typeof value) {
		case 'string':
			return !HALF_A_LETTER.test(value);
		case 'boolean':
			return true;
		case 'number':
			return Number.isFinite(value) && !Object.is(value, -0);
		case 'object':
			return value === null || (depth < MAX_DEPTH && isJsonObject(value, depth));
		default:
			return false;
	}
}

function isJsonObject(value: object, depth: number): boolean {
	const holdsJson = (key: string): boolean => {
		const own = Object.getOwnPropertyDescriptor(value, key);
		return own?.enumerable === true && 'value' in own && isJsonValue(own.value, depth + 1);
	};
	const prototype: unknown = Object.getPrototypeOf(value);
	const keys = Reflect.ownKeys(value);
	if (Array.isArray(value)) {
		// The length is a key too. A list with a hole has no key there.
		const isPlain = prototype === Array.prototype && keys.length === value.length + 1;
		return isPlain && value.every((_entry, index) => holdsJson(String(index)));
	}
	return (
		prototype === Object.prototype &&
		keys.every((key) => typeof key === 'string' && !isOddKey(key) && holdsJson(key))
	);
}

const isOddKey = (key: string): boolean => key.startsWith('__') || key in Object.prototype;
