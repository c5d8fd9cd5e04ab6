import { uniq } from 'lodash';
import type { SentBatch } from './deliverBatch';

/**
 * The batches that may keep what a batch of a delivery accepted. Evermuse keeps a record in the batch
 * that took it first, so besides the batch itself these are all earlier ones that it is a part of.
 *
 * @param sent the requests of one delivery, in the order in which they were made
 * @returns the batch IDs by the ID of each batch that Evermuse took, the earliest first
 */
export function keepersOf(sent: readonly SentBatch[]): Map<string, string[]> {
	const keepers = new Map<string, string[]>();
	const earlier: Array<{ batchId: string; records: SentBatch['records'] }> = [];
	for (const { records, reply } of sent) {
		if (reply.kind !== 'done') continue;
		const { batchId } = reply.body;
		// A part has nothing but records of its whole: the first stands for all of them.
		const wholes = earlier.filter((whole) => whole.records.includes(records[0]));
		const known = keepers.get(batchId) ?? [];
		keepers.set(batchId, uniq([...known, ...wholes.map((whole) => whole.batchId), batchId]));
		earlier.push({ batchId, records });
	}
	return keepers;
}
