/**
 * A list of texts from a field that takes several values: entries typed one by one, an array by
 * expression, or one text with commas. Empty entries are left out; an object stays one, so that the
 * check of the record finds it.
 */
export function readTextList(value: unknown): unknown[] {
	return [value]
		.flat()
		.filter((entry) => entry !== null && entry !== undefined)
		.flatMap((entry): unknown[] =>
			typeof entry === 'object' ? [entry] : readTexts(String(entry)),
		);
}

const readTexts = (text: string): string[] =>
	text
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
