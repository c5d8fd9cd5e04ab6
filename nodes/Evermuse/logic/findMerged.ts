import type { PackedRecord } from './packBatches';

/** `2026-02-24T12:34:56`: Evermuse keeps times to the second. */
const SECOND_LENGTH = 19;

/**
 * Records that Evermuse would take for one: same type, same vendor IDs, same time to the second.
 *
 * @returns the records that come again, each with the first one like it
 */
export function findMerged(records: readonly PackedRecord[]): Map<PackedRecord, PackedRecord> {
	const firsts = new Map<string, PackedRecord>();
	const merged = new Map<PackedRecord, PackedRecord>();
	for (const record of records) {
		const ids = Object.entries(record.vendorIds ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
		const key = JSON.stringify([record.type, ids, record.eventAt.slice(0, SECOND_LENGTH)]);
		const first = firsts.get(key);
		if (first === undefined) firsts.set(key, record);
		else merged.set(record, first);
	}
	return merged;
}
