import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Brake } from '../../shared/logic/brake';
import type { ItemResult } from '../../shared/logic/itemResult';
import { toOutputItems } from '../../shared/toOutputItems';
import { checkFiles } from '../logic/file/checkFiles';
import { describeCounts } from '../logic/file/describeFiles';
import { readFileForm } from '../parameters/readFileForm';
import type { IngestOptions } from '../parameters/readIngestOptions';
import { readingOf } from '../readingOf';
import { stopAtFirstOf } from '../stopAtFirstOf';

/** Validate, for files: how many records of each may be sent, and which may not. */
export async function validateFiles(
	context: IExecuteFunctions,
	options: IngestOptions,
	brake: Brake,
): Promise<INodeExecutionData[]> {
	const reading = { ...readingOf(options, brake), check: true };
	const { counts, validCount, failures } = await checkFiles(readFileForm(context), reading);
	const failed = failures.items();
	stopAtFirstOf(context, failed, describeCounts([validCount, 'valid'], failed));

	const valid = counts.flatMap(({ file, validCount, validBytes, failedCount }): ItemResult[] => {
		if (validCount === 0) return [];
		const { itemIndex, fileName } = file;
		const sums = { recordCount: validCount, bytes: validBytes, failedCount };
		return [
			{ itemIndex, ok: true, json: { status: 'valid', ...sums, ...(fileName && { fileName }) } },
		];
	});
	return toOutputItems(context, [...valid, ...failed]);
}
