import type { Batch, WrittenRecord } from '../batch';
import { Packer } from '../packer';
import type { FileReport } from './fileReport';
import type { FileReading, RecordFile } from './readFile';
import { readFile } from './readFile';

/** The records of files as batches, read as the batches are asked for. A batch is of one file. */
export async function* packFiles(
	files: readonly RecordFile[],
	reading: FileReading,
	report: FileReport,
): AsyncGenerator<Batch> {
	for (const file of files) {
		const packer = new Packer(reading.limits);
		for await (const outcome of readFile(file, reading)) {
			if ('written' in outcome) {
				packer.add(sparing(outcome.written));
				for (const batch of packer.takeFull()) yield batch;
			} else {
				report.failures.add(outcome.failed);
				reading.brake.watch([outcome.failed]);
			}
		}
		packer.finishAll();
		yield* packer.takeFull();
	}
}

/** Without what is only told of records of items: millions of them would keep all of it in memory. */
const sparing = ({
	origin,
	record: { _type, _product_id },
	text,
}: WrittenRecord): WrittenRecord => ({
	origin,
	record: { _type, _product_id },
	text,
});
