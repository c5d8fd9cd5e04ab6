import { isJsonValue } from './isJsonValue';

/** The answer where only n8n's own engine can say what an expression gives. */
export const ASK_ENGINE = Symbol('only the expression engine can say');

/** What an expression gives for the JSON of an item, or ASK_ENGINE. Throws nothing. */
export type PlainExpression = (json: unknown) => unknown;

type Part = { text: string } | { path: string[] };

const PATH =
	/^[ \n]*\$json((?:\??\.[A-Za-z_$][\w$]*|(?:\?\.)?\[(?:"[^"]*"|'[^']*'|\d+)\])*)[ \n]*$/;
const STEP = /\??\.([A-Za-z_$][\w$]*)|(?:\?\.)?\[(?:"([^"]*)"|'([^']*)'|(\d+))\]/g;

/**
 * What a key must not hold. Escapes mean something else; n8n looks for the names of its own methods
 * before a bracket; the engine `vm` marks what it carries over with keys that begin with `__`.
 */
const ODD_KEY = /[\\{}\p{Cc}\u2028\u2029]|[.$].*\(|^__|^\$$/u;

/** The whole number of an array's place, as JavaScript writes it. */
const INDEX = /^(?:0|[1-9]\d{0,8})$/;

/** What n8n refuses to read from any object, beside what every object inherits. */
const REFUSED = new Set(
	`prototype getPrototypeOf setPrototypeOf getOwnPropertyDescriptor getOwnPropertyDescriptors
	defineProperty defineProperties mainModule binding _linkedBinding _load prepareStackTrace caller
	callee arguments getBuiltinModule dlopen execve loadEnvFile`.split(/\s+/),
);

/**
 * Reads an n8n expression that only copies: places in `$json`, and text with such places in it. It
 * then gives what n8n's engine would give, in a hundredth of the time.
 *
 * @param value a parameter as it is saved; an expression begins with `=`
 * @returns nothing if it is not plain
 */
export function plainExpression(value: string): PlainExpression | undefined {
	// n8n refuses the word after a point, even in text; a backslash means something else there.
	if (!value.startsWith('=') || value.includes('constructor') || value.includes('\\')) return;
	const parts = splitParts(value.slice(1));
	if (parts === undefined) return;
	const [first] = parts;
	if (parts.length === 1 && 'path' in first) return (json) => answer(json, first.path);
	const readers = parts.map((part) =>
		'text' in part ? () => part.text : (json: unknown) => textOf(json, part.path),
	);
	return (json) => join(readers, json);
}

/** Text and places in turn, the way the engine divides them; nothing if one of them is not plain. */
function splitParts(template: string): [Part, ...Part[]] | undefined {
	const [before, ...pieces] = template.split('{{');
	const parts: Part[] = before === '' && pieces.length > 0 ? [] : [{ text: before }];
	for (const piece of pieces) {
		const end = piece.indexOf('}}');
		const path = end < 0 ? undefined : readPath(piece.slice(0, end));
		if (path === undefined) return;
		parts.push({ path });
		if (end + 2 < piece.length) parts.push({ text: piece.slice(end + 2) });
	}
	const [first, ...others] = parts;
	return [first, ...others];
}

function readPath(code: string): string[] | undefined {
	const steps = PATH.exec(code)?.[1];
	if (steps === undefined) return;
	const keys = [...steps.matchAll(STEP)].map(
		([, name, double, single, index]) => name ?? double ?? single ?? index,
	);
	const isOdd = (key: string) => ODD_KEY.test(key) || key in Object.prototype || REFUSED.has(key);
	// A number such as 007 is another one to JavaScript.
	const hasOddIndex = /\[0\d|\d{10}/.test(steps);
	return hasOddIndex || keys.some(isOdd) ? undefined : keys;
}

/** What a lone place gives: the value itself. */
function answer(json: unknown, path: readonly string[]): unknown {
	const value = valueAt(json, path);
	return value === undefined || value === ASK_ENGINE || isJsonValue(value) ? value : ASK_ENGINE;
}

/** What a place gives within text. */
function textOf(json: unknown, path: readonly string[]): string | typeof ASK_ENGINE {
	const value = valueAt(json, path);
	if (value === undefined || value === null) return '';
	return typeof value !== 'object' && isJsonValue(value) ? String(value) : ASK_ENGINE;
}

function join(
	readers: ReadonlyArray<(json: unknown) => string | typeof ASK_ENGINE>,
	json: unknown,
): string | typeof ASK_ENGINE {
	let text = '';
	for (const read of readers) {
		const part = read(json);
		if (part === ASK_ENGINE) return ASK_ENGINE;
		text += part;
	}
	return text;
}

function valueAt(json: unknown, path: readonly string[]): unknown {
	// Without an object there is nothing to read from: n8n may say so, or not.
	if (typeof json !== 'object' || json === null) return ASK_ENGINE;
	let value: unknown = json;
	for (const key of path) {
		// The engine swallows the TypeError.
		if (value === undefined || value === null) return undefined;
		value = typeof value === 'object' ? childOf(value, key) : ASK_ENGINE;
		if (value === ASK_ENGINE) return ASK_ENGINE;
	}
	return value;
}

function childOf(value: object, key: string): unknown {
	const own = Object.getOwnPropertyDescriptor(value, key);
	if (Array.isArray(value)) {
		if (key !== 'length' && !INDEX.test(key)) return ASK_ENGINE;
	} else {
		const prototype: unknown = Object.getPrototypeOf(value);
		if (prototype !== Object.prototype && prototype !== null) return ASK_ENGINE;
	}
	if (own !== undefined) return 'value' in own ? own.value : ASK_ENGINE;
	return key in value ? ASK_ENGINE : undefined;
}
