import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { giveWayToRequests, oneTurn } from '../../shared/givingWay';
import type { Brake } from '../../shared/logic/brake';
import { toOutputItems } from '../../shared/toOutputItems';
import { hint } from '../hint';
import { deliverBatches } from '../logic/deliverBatches';
import { describeBatches, describeRun } from '../logic/describeRun';
import { checkFiles } from '../logic/file/checkFiles';
import { describeCounts } from '../logic/file/describeFiles';
import { FileReport } from '../logic/file/fileReport';
import { packFiles } from '../logic/file/packFiles';
import { readAhead } from '../logic/readAhead';
import { readFileForm } from '../parameters/readFileForm';
import type { IngestOptions } from '../parameters/readIngestOptions';
import { readingOf } from '../readingOf';
import { rememberReach } from '../rememberReach';
import { senderOf } from '../senderOf';
import { stopAtFirstOf } from '../stopAtFirstOf';
import { toBatchItems } from '../toBatchItems';

/** Submit, from files: they are read and sent piece by piece, and never in memory as a whole. */
export async function submitFiles(
	context: IExecuteFunctions,
	options: IngestOptions,
	brake: Brake,
): Promise<INodeExecutionData[]> {
	const files = readFileForm(context);
	const reading = readingOf(options, brake);
	// By n8n's default, nothing is sent while a record is wrong. So the files are read once to find out,
	// and then again.
	if (options.checkBeforeSending && !context.continueOnFail()) {
		const { validCount, failures } = await checkFiles(files, reading);
		const failed = failures.items();
		stopAtFirstOf(context, failed, describeCounts([validCount, 'not sent'], failed));
	}

	const sender = senderOf(context, options, brake);
	const report = new FileReport();
	const batches = readAhead(
		packFiles(files, { ...reading, giveWay: giveWayToRequests() }, report),
		options.plan.concurrency,
		oneTurn,
	);
	await deliverBatches(batches, sender.send, options.plan, brake, (delivery) =>
		report.add(delivery),
	);
	const summary = describeRun(report.sent, report.acceptedCount(), sender.times());

	const waits = await sender.awaitBatches(report.batchesToAwait());
	report.settle(waits);
	const failed = rememberReach(context, report.reach, report.failures.items());
	const counts = describeCounts([report.acceptedCount(), 'accepted'], failed);
	stopAtFirstOf(context, failed, `${counts} ${describeBatches(report.batchIds())}`.trim());

	hint(context, summary);
	return [...toBatchItems(report.sent, waits), ...toOutputItems(context, failed)];
}
