import type { INodeListSearchItems } from 'n8n-workflow';

/** The entries whose name holds what was typed into the list's search field. */
export function matching(
	entries: INodeListSearchItems[],
	filter: string | undefined,
): INodeListSearchItems[] {
	const wanted = (filter ?? '').trim().toLowerCase();
	return entries.filter(({ name }) => name.toLowerCase().includes(wanted));
}
