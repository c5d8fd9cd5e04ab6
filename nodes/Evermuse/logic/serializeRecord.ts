import type { Issue } from '../../shared/logic/reply';

/** What JSON writes for a value that it cannot hold, or that is not text: worth a closer look. */
const mayHideALoss = (text: string): boolean => text.includes('\\ud') || text.includes('null');

/**
 * A record as the exact text that goes over the wire. It is written once: these are the bytes that
 * are counted, hashed into the idempotency key and sent.
 *
 * @returns the text, or why the record cannot be written without losing something: JSON turns NaN
 * into null and half of a surrogate pair into an escape that no store gives back
 */
export function serializeRecord(record: object): { text: string } | { issues: Issue[] } {
	let text: string | undefined;
	try {
		text = JSON.stringify(record);
	} catch (reason) {
		const why = reason instanceof Error ? reason.message.split('\n')[0] : String(reason);
		return { issues: [{ path: '', message: `cannot be written as JSON: ${why}` }] };
	}
	// A `toJSON` of its own may give anything.
	if (!text?.startsWith('{')) return { issues: [{ path: '', message: 'is not a JSON object' }] };
	const issues = mayHideALoss(text) ? findLosses(record, '') : [];
	return issues.length > 0 ? { issues } : { text };
}

export function findLosses(value: unknown, path: string): Issue[] {
	if (writesItself(value)) {
		// What goes over the wire is what counts, not what the value is made of.
		const written = value.toJSON();
		return written === null
			? [{ path, message: 'is an invalid date or time' }]
			: findLosses(written, path);
	}
	if (typeof value === 'number' && !Number.isFinite(value)) {
		return [{ path, message: `is ${value}, which JSON cannot hold` }];
	}
	if (typeof value === 'string' && hasLoneSurrogate(value)) {
		return [{ path, message: 'holds half of a character (a lone surrogate)' }];
	}
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, entry]) => {
		const entryPath = Array.isArray(value) ? `${path}[${key}]` : path ? `${path}.${key}` : key;
		const inKey = hasLoneSurrogate(key)
			? [{ path: entryPath, message: 'has half of a character (a lone surrogate) in its name' }]
			: [];
		return [...inKey, ...findLosses(entry, entryPath)];
	});
}

/** Whether this is a Date, a luxon value or the like. */
const writesItself = (value: unknown): value is { toJSON(): unknown } =>
	typeof value === 'object' && value !== null && typeof Reflect.get(value, 'toJSON') === 'function';

const hasLoneSurrogate = (text: string): boolean => /\p{Surrogate}/u.test(text);
