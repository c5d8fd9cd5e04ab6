import type { Brake } from '../../shared/logic/brake';
import type { FailedItem, Json, Origin } from '../../shared/logic/itemResult';
import type { Batch, BatchLimits } from './batch';
import type { MergeFinder } from './mergeFinder';
import { Packer } from './packer';
import { fail } from './recordFate';
import { tooLarge } from './unsentRecord';

/** A record that can be sent, with where it came from; as a text, if it was written already. */
interface Readable {
	origin: Origin;
	record: Json;
	text?: string;
}

/** A record that can be sent, or why it cannot. */
export type ReadRecord = Readable | FailedItem;

/** How the records of input items are worked through. */
export interface RecordWork {
	limits: BatchLimits;
	brake: Brake;
	/** Lets others have their turn, if it is time for that. */
	giveWay: () => Promise<void> | undefined;
}

/** What packing finds out on its way. */
export interface PackingReport {
	/** What is in no batch. */
	unsent: FailedItem[];
	merges: Pick<MergeFinder, 'add'>;
}

/** Reads all records to their end, before anything is done with the first. */
export async function readAll(
	records: Iterable<ReadRecord>,
	{ brake, giveWay }: Omit<RecordWork, 'limits'>,
): Promise<ReadRecord[]> {
	const all: ReadRecord[] = [];
	for (const read of records) {
		if ('ok' in read) brake.watch([read]);
		all.push(read);
		const turn = giveWay();
		if (turn) await turn;
	}
	return all;
}

/** Records as batches, written as the batches are asked for. */
export async function* packRecords(
	records: Iterable<ReadRecord>,
	{ limits, brake, giveWay }: RecordWork,
	{ unsent, merges }: PackingReport,
): AsyncGenerator<Batch> {
	const packer = new Packer(limits);
	const leaveOut = (failed: FailedItem) => {
		unsent.push(failed);
		brake.watch([failed]);
	};
	const pack = ({ record, origin, text = JSON.stringify(record) }: Readable) => {
		const packed = packer.add({ record, origin, text });
		if (packed) merges.add(packed);
		else leaveOut(tooLarge({ ...origin, bytes: Buffer.byteLength(text) }));
	};

	for (const read of records) {
		if ('ok' in read) leaveOut(read);
		else if (brake.isOn())
			unsent.push(fail(read.origin, brake.notBegun(read.origin.itemIndex).failure));
		else pack(read);
		for (const batch of packer.takeFull()) yield batch;
		const turn = giveWay();
		if (turn) await turn;
	}
	packer.finishAll();
	yield* packer.takeFull();
}
