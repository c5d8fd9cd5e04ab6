import { sumBy } from 'lodash';
import { FailureList } from './failureList';
import type { FileReading, RecordFile } from './readFile';
import { readFile } from './readFile';

export interface CheckedFiles {
	/** How many records of each file may be sent, with how many bytes, and how many may not. */
	counts: Array<{ file: RecordFile; validCount: number; validBytes: number; failedCount: number }>;
	/** How many records may be sent in all. */
	validCount: number;
	failures: FailureList;
}

/** Reads files to their end, to find out what of them may be sent. */
export async function checkFiles(
	files: readonly RecordFile[],
	reading: FileReading,
): Promise<CheckedFiles> {
	const failures = new FailureList();
	const counts: CheckedFiles['counts'] = [];
	for (const file of files) {
		const count = { file, validCount: 0, validBytes: 0, failedCount: 0 };
		counts.push(count);
		for await (const outcome of readFile(file, reading)) {
			if ('written' in outcome) {
				count.validCount++;
				count.validBytes += Buffer.byteLength(outcome.written.text);
			} else {
				count.failedCount += outcome.failed.count ?? 1;
				failures.add(outcome.failed);
			}
		}
	}
	return { counts, validCount: sumBy(counts, 'validCount'), failures };
}
