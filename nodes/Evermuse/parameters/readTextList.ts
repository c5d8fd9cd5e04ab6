import { readJson } from '../../shared/readJson';

/**
 * A list of texts from a field that takes several values: entries typed one by one, arrays by
 * expression, or text with commas or with a JSON array, as AI models write it. Empty entries are left
 * out; an object stays one, so that the check of the record finds it.
 */
export function readTextList(value: unknown): unknown[] {
	const list: unknown[] = [];
	addEntry(list, value);
	return list;
}

/** In the editor only an entry can be an expression, so an array comes as an entry of the list. */
function addEntry(list: unknown[], entry: unknown): void {
	if (entry === null || entry === undefined) return;
	if (Array.isArray(entry)) {
		for (const inner of entry as unknown[]) addEntry(list, inner);
		return;
	}
	if (typeof entry === 'object') {
		list.push(entry);
		return;
	}
	const text = String(entry).trim();
	const json = text.startsWith('[') ? readJson(text) : {};
	if ('value' in json && Array.isArray(json.value)) addEntry(list, json.value);
	else if (text.includes(',')) for (const part of text.split(',')) addText(list, part.trim());
	else addText(list, text);
}

const addText = (list: unknown[], text: string) => {
	if (text !== '') list.push(text);
};
