import { deburr } from 'lodash';
import type { INodeListSearchItems } from 'n8n-workflow';

/**
 * The entries whose name holds what was typed into the list's search field, however it is written:
 * "mexico" finds "México", and "+56 9 8888" finds "+5698888".
 */
export function matching(
	entries: INodeListSearchItems[],
	filter: string | undefined,
): INodeListSearchItems[] {
	const wanted = lettersAndDigits(filter ?? '');
	return entries.filter(({ name }) => lettersAndDigits(name).includes(wanted));
}

const lettersAndDigits = (text: string) =>
	deburr(text)
		.toLowerCase()
		.replace(/[^\p{Letter}\p{Number}]/gu, '');
