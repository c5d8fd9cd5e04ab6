import { readJson } from '../../shared/readJson';

/**
 * A list of texts from a field that takes several values: entries typed one by one, an array by
 * expression, or one text with commas or with a JSON array, as AI models write it. Empty entries are
 * left out; an object stays one, so that the check of the record finds it.
 */
export function readTextList(value: unknown): unknown[] {
	const list: unknown[] = [];
	for (const entry of Array.isArray(value) ? (value as unknown[]) : [value]) addEntry(list, entry);
	return list;
}

function addEntry(list: unknown[], entry: unknown): void {
	if (entry === null || entry === undefined) return;
	if (typeof entry === 'object') {
		list.push(entry);
		return;
	}
	const text = String(entry).trim();
	const json = text.startsWith('[') ? readJson(text) : {};
	if ('value' in json && Array.isArray(json.value)) list.push(...readTextList(json.value));
	else if (text.includes(',')) for (const part of text.split(',')) addText(list, part.trim());
	else addText(list, text);
}

const addText = (list: unknown[], text: string) => {
	if (text !== '') list.push(text);
};
