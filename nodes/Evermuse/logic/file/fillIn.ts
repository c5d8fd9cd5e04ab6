import type { Json } from '../../../shared/logic/itemResult';

/** A text or a bracket of JSON that is known to be JSON. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]/g;

/** Behind the key of a field that is null. */
const NULL_VALUE = /\s*:\s*null/y;

/**
 * The text of an object with fields put in. All the rest stays as it was written: a number with more
 * digits than JavaScript can hold, too.
 *
 * @param text valid JSON without spaces around it
 * @param record what the text says
 * @param fields values for fields that the object does not have, or has as `null`
 */
export function fillIn(text: string, record: Json, fields: Json): string {
	let filled = text;
	const added: string[] = [];
	for (const [field, value] of Object.entries(fields)) {
		const member = `${JSON.stringify(field)}:${JSON.stringify(value)}`;
		if (field in record) filled = replaceNulls(filled, field, member);
		else added.push(member);
	}
	if (added.length === 0) return filled;
	const comma = Object.keys(record).length > 0 ? ',' : '';
	return `{${added.join(',')}${comma}${filled.slice(1)}`;
}

/** The text with a member in place of each of the object's own that is null under this field. */
function replaceNulls(text: string, field: string, member: string): string {
	let replaced = '';
	let copied = 0;
	let depth = 0;
	for (const { 0: token, index } of text.matchAll(TOKENS)) {
		if (token === '{' || token === '[') depth++;
		else if (token === '}' || token === ']') depth--;
		else if (depth === 1) {
			NULL_VALUE.lastIndex = index + token.length;
			if (!NULL_VALUE.test(text) || JSON.parse(token) !== field) continue;
			replaced += text.slice(copied, index) + member;
			copied = NULL_VALUE.lastIndex;
		}
	}
	return replaced + text.slice(copied);
}
