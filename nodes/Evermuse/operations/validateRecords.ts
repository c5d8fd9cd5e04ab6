import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Brake } from '../../shared/logic/brake';
import type { ItemResult } from '../../shared/logic/itemResult';
import { stopAtFailure } from '../../shared/stopAtFailure';
import { toOutputItems } from '../../shared/toOutputItems';
import { hint } from '../hint';
import { describeMerged } from '../logic/describeRun';
import { labelOf } from '../logic/batch';
import { examineRecord } from '../logic/examineRecord';
import { MergeFinder } from '../logic/mergeFinder';
import { readAll } from '../logic/packRecords';
import { valid } from '../logic/unsentRecord';
import type { IngestOptions } from '../parameters/readIngestOptions';
import { readRecords } from '../parameters/readRecords';
import { readingOf } from '../readingOf';

/** Validate: which records may be sent, and what is wrong with the others. Nothing is sent. */
export async function validateRecords(
	context: IExecuteFunctions,
	options: IngestOptions,
	brake: Brake,
): Promise<INodeExecutionData[]> {
	const reading = { ...readingOf(options, brake), check: true };
	const examine = (record: unknown) => examineRecord(record, reading);
	const records = await readAll(readRecords(context, examine), reading);
	const merges = new MergeFinder();
	const results = records.map((read): ItemResult => {
		if ('ok' in read) return read;
		const label = labelOf(read.record, read.origin);
		merges.add(label);
		return valid(label, merges.merged.get(label));
	});
	hint(context, describeMerged(merges.merged));
	stopAtFailure(context, results);
	return toOutputItems(context, results);
}
