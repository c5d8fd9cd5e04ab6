import type { ItemResult } from '../../shared/logic/itemResult';
import { unresolvedExpression } from '../logic/unresolvedExpression';
import type { Finding } from './Operation';

/** The fate of one input item: an output item for each row found, and the failure if there is one. */
export async function settle(
	itemIndex: number,
	operation: () => Promise<Finding>,
): Promise<ItemResult[]> {
	try {
		const { found, failure } = await operation();
		return [
			...found.map((json): ItemResult => ({ itemIndex, ok: true, json })),
			...(failure ? [{ itemIndex, ok: false as const, failure }] : []),
		];
	} catch (error) {
		return [{ itemIndex, ok: false, failure: unresolvedExpression(error) }];
	}
}
