import { cloneDeep, set, toPath } from 'lodash';

/** A name that lodash takes for a path, or refuses to set. */
const NO_PLAIN_NAME = /[.[\]]|^(?:__proto__|constructor|prototype)$/;

/**
 * Puts a value into data, as n8n's Edit Fields node does: a name with dots is a place in an object.
 * An object that was put there before is not changed, for it may be the input item's own.
 */
export function placeIn(data: Record<string, unknown>, name: string, value: unknown): void {
	if (!NO_PLAIN_NAME.test(name)) {
		data[name] = value;
		return;
	}
	const [root] = toPath(name);
	if (Object.hasOwn(data, root)) data[root] = cloneDeep(data[root]);
	set(data, name, value);
}
