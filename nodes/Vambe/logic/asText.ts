/**
 * What was typed, without the white space around it. A number, as a spreadsheet gives phones and IDs,
 * becomes text. Nothing at all is `undefined`, so that it is not sent; anything else is left for the
 * check to refuse.
 */
export function asText(value: unknown): unknown {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	const text = typeof value === 'string' ? value.trim() : value;
	return text === '' || text === null ? undefined : text;
}
