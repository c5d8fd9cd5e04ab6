import type { Json } from '../../shared/logic/itemResult';
import { readJson } from '../../shared/readJson';
import { asText } from '../logic/asText';

/**
 * The names and values in a JSON field. An expression that finds nothing, or an empty field, holds
 * none.
 *
 * @param example shown where something else was given
 * @returns them, or what is wrong, to be put behind the field's name
 */
export function readJsonObject(
	given: unknown,
	example: string,
): { entries: Array<[name: string, value: unknown]> } | { reason: string } {
	if (asText(given) === undefined) return { entries: [] };
	const read = readJson(given);
	if ('reason' in read) return read;
	const { value } = read;
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? { entries: Object.entries(value as Json) }
		: { reason: `is not a JSON object such as ${example}` };
}
