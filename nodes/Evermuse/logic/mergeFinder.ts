import type { RecordLabel } from './batch';

/** `2026-02-24T12:34:56`: Evermuse keeps times to the second. */
const SECOND_LENGTH = 19;

/** Finds records that Evermuse would take for one: same type, same vendor IDs, same second. */
export class MergeFinder {
	/** The records that come again, each with the first one like it. */
	readonly merged = new Map<RecordLabel, RecordLabel>();

	private readonly firsts = new Map<string, RecordLabel>();

	add(record: RecordLabel): void {
		const key = keyOf(record);
		const first = this.firsts.get(key);
		if (first === undefined) this.firsts.set(key, record);
		else this.merged.set(record, first);
	}
}

function keyOf({ type, vendorIds, eventAt }: RecordLabel): string {
	const ids = Object.entries(vendorIds ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
	return JSON.stringify([type, ids, eventAt.slice(0, SECOND_LENGTH)]);
}
