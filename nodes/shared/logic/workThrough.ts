import { inOrder } from './inOrder';
import type { ItemResult } from './itemResult';
import type { Brake } from './brake';

/**
 * Works through what the input items ask for, begun in order, until the brake is pulled.
 *
 * @returns what came of each, in input order; those not begun any more say why
 */
export async function workThrough<Entry extends { itemIndex: number }>(
	entries: readonly Entry[],
	concurrency: number,
	brake: Brake,
	work: (entry: Entry) => Promise<ItemResult[]>,
): Promise<ItemResult[]> {
	const worked = await inOrder(
		entries,
		concurrency,
		async (entry) => brake.watch(await work(entry)),
		brake.isOn,
	);
	return worked.flatMap((results, index) => results ?? brake.notBegun(entries[index].itemIndex));
}
