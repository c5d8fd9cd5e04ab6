import type { ItemResult } from '../../shared/logic/itemResult';
import { failureOf } from '../../shared/logic/readReply';
import { VAMBE } from '../advice';
import type { Finding } from './Operation';

/** The fate of one input item: an output item for each contact, and the failure if there is one. */
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
		// n8n throws where an expression cannot be worked out. That is this item's fate, not the run's.
		const why = error instanceof Error ? error.message : String(error);
		const message = `A field's expression could not be worked out: ${why}`;
		return [{ itemIndex, ok: false, failure: failureOf(VAMBE, 'REJECTED', 'rejected', message) }];
	}
}
