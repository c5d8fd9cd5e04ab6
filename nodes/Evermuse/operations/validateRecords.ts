import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { stopAtFailure } from '../../shared/stopAtFailure';
import { toOutputItems } from '../../shared/toOutputItems';
import { hint } from '../hint';
import { describeMerged } from '../logic/describeRun';
import { findMerged } from '../logic/findMerged';
import { packBatches } from '../logic/packBatches';
import { tooLarge, valid } from '../logic/unsentRecord';
import type { IngestOptions } from '../parameters/readIngestOptions';
import { readRecords } from '../parameters/readRecords';

/** Validate: which records may be sent, and what is wrong with the others. Nothing is sent. */
export async function validateRecords(
	context: IExecuteFunctions,
	{ limits }: IngestOptions,
): Promise<INodeExecutionData[]> {
	const { records, invalid } = readRecords(context, true);
	const { batches, oversized } = packBatches(records, limits);
	const sendable = batches.flatMap((batch) => batch.records);
	const merged = findMerged(sendable);
	hint(context, describeMerged(merged));
	const results = [
		...invalid,
		...oversized.map(tooLarge),
		...sendable.map((record) => valid(record, merged.get(record))),
	];
	stopAtFailure(context, results);
	return toOutputItems(results);
}
