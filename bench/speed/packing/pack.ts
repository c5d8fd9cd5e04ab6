import { noop } from 'lodash';
import { EVERMUSE } from '../../../nodes/Evermuse/advice';
import type { BatchLimits } from '../../../nodes/Evermuse/logic/batch';
import { MAX_BYTES, MAX_RECORDS } from '../../../nodes/Evermuse/logic/batch';
import { writeRecord } from '../../../nodes/Evermuse/logic/examineRecord';
import { idempotencyKey } from '../../../nodes/Evermuse/logic/idempotencyKey';
import type { PackingReport, ReadRecord } from '../../../nodes/Evermuse/logic/packRecords';
import { packRecords } from '../../../nodes/Evermuse/logic/packRecords';
import { createBrake } from '../../../nodes/shared/logic/brake';

export interface PackedBody {
	/** Only until the next is asked for. */
	body: Buffer;
	key: string;
}

const LIMITS: BatchLimits = { format: 'ndjson', maxRecords: MAX_RECORDS, maxBytes: MAX_BYTES };

/**
 * What Evermuse Ingest does with records before they are sent: each is checked and written, and each
 * batch becomes a body with its key.
 *
 * @param merges is shown each record, to find those that Evermuse would take for one; by default, nobody looks
 * @throws if one of them may not be sent
 */
export async function* pack(
	records: readonly object[],
	merges: PackingReport['merges'] = { add: noop },
): AsyncGenerator<PackedBody> {
	const work = {
		limits: LIMITS,
		brake: createBrake(EVERMUSE, false, () => false),
		giveWay: () => undefined,
	};
	const report = { unsent: [], merges };
	for await (const { body, letGo } of packRecords(read(records), work, report)) {
		yield { body, key: idempotencyKey({ from: 'content', label: '' }, body, false) ?? '' };
		letGo(true);
	}
}

function* read(records: readonly object[]): Generator<ReadRecord> {
	for (let itemIndex = 0; itemIndex < records.length; itemIndex++) {
		const written = writeRecord(records[itemIndex], true);
		if ('issues' in written) throw new Error(JSON.stringify(written.issues));
		yield { origin: { itemIndex }, record: written.record, text: written.text };
	}
}
