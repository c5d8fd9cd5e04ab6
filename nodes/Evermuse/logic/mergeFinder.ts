import type { Json } from '../../shared/logic/itemResult';
import type { RecordLabel } from './batch';

/** `2026-02-24T12:34:56`: Evermuse keeps times to the second. */
const SECOND_LENGTH = 19;

/** Finds records that Evermuse would take for one: same type, same vendor IDs, same second. */
export class MergeFinder {
	/** The records that come again, each with the first one like it. */
	readonly merged = new Map<RecordLabel, RecordLabel>();

	/** By one of their IDs, since most have none in common; those that do, by all that counts. */
	private readonly firsts = new Map<unknown, RecordLabel | Map<string, RecordLabel>>();

	add(record: RecordLabel): void {
		const id = oneIdOf(record);
		const found = this.firsts.get(id);
		if (found === undefined) {
			this.firsts.set(id, record);
			return;
		}
		const ofId = found instanceof Map ? found : new Map([[keyOf(found), found]]);
		if (ofId !== found) this.firsts.set(id, ofId);
		const key = keyOf(record);
		const first = ofId.get(key);
		if (first === undefined) ofId.set(key, record);
		else this.merged.set(record, first);
	}
}

/** The same for records with the same IDs, in whatever order. */
function oneIdOf({ vendorIds }: RecordLabel): unknown {
	const ids = (vendorIds ?? {}) as Json;
	let least: string | undefined;
	for (const name in ids) if (least === undefined || name < least) least = name;
	return least === undefined ? undefined : ids[least];
}

function keyOf({ type, vendorIds, eventAt }: RecordLabel): string {
	const ids = Object.entries(vendorIds ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
	return JSON.stringify([type, ids, String(eventAt).slice(0, SECOND_LENGTH)]);
}
