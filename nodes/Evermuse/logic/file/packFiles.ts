import type { Batch } from '../packBatches';
import { createPacker } from '../packBatches';
import type { FileReport } from './fileReport';
import type { FileReading, RecordFile } from './readFile';
import { readFile } from './readFile';

/** How large the batches may be together that wait for more records, as many types and products do. */
const MAX_OPEN_BYTES = 10_000_000;

/** The records of files as batches, read as the batches are asked for. A batch is of one file. */
export async function* packFiles(
	files: readonly RecordFile[],
	reading: FileReading,
	report: FileReport,
): AsyncGenerator<Batch> {
	for (const file of files) {
		const packer = createPacker(reading.limits, MAX_OPEN_BYTES);
		for await (const outcome of readFile(file, reading)) {
			if ('record' in outcome) {
				for (const batch of packer.add(outcome.record)) yield batch;
			} else {
				report.failures.add(outcome.failed);
				reading.brake.watch([outcome.failed]);
			}
		}
		yield* packer.rest();
	}
}
