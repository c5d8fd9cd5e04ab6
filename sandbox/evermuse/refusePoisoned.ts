import type { FaultOf } from '../faults/fault';
import { Refusal } from '../refusal';
import { type IngestRecord, MOST_ERRORS } from './readRecords';

/** Throws the Refusal of the whole batch when one of its records is poisoned. */
export function refusePoisoned(records: unknown[], { named }: FaultOf<'poison'>): void {
	const errors = records.flatMap((record, index) =>
		isPoisoned(record) ? [{ index, code: 'POISONED', message: 'a vendor id is poisoned' }] : [],
	);
	if (errors.length === 0) return;
	const first = errors.slice(0, MOST_ERRORS);
	throw new Refusal(400, 'Some records are not as they should be, so none was accepted', {
		code: 'INVALID_RECORDS',
		...(named === 'errors' && { errors: first }),
		...(named === 'details' && { details: { errors: first } }),
	});
}

/** A record may be anything at all. */
function isPoisoned(record: unknown): boolean {
	const ids: unknown = (record as Partial<IngestRecord> | null)?._vendor_ids;
	return Object.values(ids ?? {}).some((id) => String(id).startsWith('poison'));
}
