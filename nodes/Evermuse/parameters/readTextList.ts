/**
 * A list of texts from a field that takes several values: entries typed one by one, an array by
 * expression, or one text with commas. Empty entries are left out.
 */
export function readTextList(value: unknown): string[] {
	return [value]
		.flat()
		.filter((entry) => entry !== null && entry !== undefined)
		.flatMap((entry) => String(entry).split(','))
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}
