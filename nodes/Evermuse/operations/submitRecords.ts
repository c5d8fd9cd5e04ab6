import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { giveWayToRequests, oneTurn } from '../../shared/givingWay';
import type { Brake } from '../../shared/logic/brake';
import type { FailedItem } from '../../shared/logic/itemResult';
import { isFailed } from '../../shared/logic/itemResult';
import { rememberTries } from '../../shared/rememberTries';
import { stopAtFailure } from '../../shared/stopAtFailure';
import { toOutputItems } from '../../shared/toOutputItems';
import { EVERMUSE } from '../advice';
import { hint } from '../hint';
import { deliverBatches } from '../logic/deliverBatches';
import { adviseBatches, describeAccepted, describeMerged, describeRun } from '../logic/describeRun';
import { examineRecord, writeRecord } from '../logic/examineRecord';
import { MergeFinder } from '../logic/mergeFinder';
import { packRecords, readAll } from '../logic/packRecords';
import { readAhead } from '../logic/readAhead';
import { RecordReport } from '../logic/recordReport';
import type { IngestOptions } from '../parameters/readIngestOptions';
import { readRecords } from '../parameters/readRecords';
import { readingOf } from '../readingOf';
import { senderOf } from '../senderOf';
import { toBatchItems } from '../toBatchItems';

/** Submit: items to records, records to batches, and each record back with what became of it. */
export async function submitRecords(
	context: IExecuteFunctions,
	options: IngestOptions,
	brake: Brake,
): Promise<INodeExecutionData[]> {
	const reading = readingOf(options, brake);
	// By n8n's default, nothing is sent while a record is wrong. So all are read first to find out.
	const records = context.continueOnFail()
		? readRecords(context, (record) => writeRecord(record, reading.check))
		: await readAll(
				readRecords(context, (record) => examineRecord(record, reading)),
				reading,
			);

	const sender = senderOf(context, options, brake);
	const unsent: FailedItem[] = [];
	const merges = new MergeFinder();
	const batches = packRecords(
		records,
		{ ...reading, giveWay: giveWayToRequests() },
		{ unsent, merges },
	);
	const ahead = readAhead(batches, options.plan.concurrency, oneTurn);
	const report = new RecordReport();
	await deliverBatches(ahead, sender.send, options.plan, brake, (delivery, index) =>
		report.add(delivery, index),
	);
	hint(context, describeMerged(merges.merged));
	const summary = describeRun(report.sent(), report.acceptedCount(), sender.times());

	const waits = await sender.awaitBatches(report.batchesToAwait());
	const settled = [...unsent, ...report.results(waits)];
	const results = rememberTries(context, settled, EVERMUSE.advice.UNCONFIRMED.description);
	stopAtFailure(context, results, () => describeAccepted(results));

	hint(context, summary);
	if (context.getNodeParameter('output', 0) === 'batches') {
		const batchItems = toBatchItems(report.sent(), waits);
		return [...batchItems, ...toOutputItems(context, results.filter(isFailed))];
	}
	hint(context, adviseBatches(results.length));
	return toOutputItems(context, results);
}
