import { readJson } from '../../shared/readJson';

/**
 * A list of texts from a field that takes several values: entries typed one by one, an array by
 * expression, or one text with commas or with a JSON array, as AI models write it. Empty entries are left out; an object stays one, so that the
 * check of the record finds it.
 */
export function readTextList(value: unknown): unknown[] {
	if (value === null || value === undefined) return [];
	return [value]
		.flat()
		.filter((entry) => entry !== null && entry !== undefined)
		.flatMap((entry): unknown[] =>
			typeof entry === 'object' ? [entry] : readTexts(String(entry)),
		);
}

function readTexts(text: string): unknown[] {
	const json = text.trim().startsWith('[') ? readJson(text) : {};
	if ('value' in json && Array.isArray(json.value)) return readTextList(json.value);
	return text
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}
