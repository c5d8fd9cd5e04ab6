import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
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
import { MergeFinder } from '../logic/mergeFinder';
import { packRecords, readAll } from '../logic/packRecords';
import { readAhead } from '../logic/readAhead';
import { batchesToAwait, settleAfterWait } from '../logic/settleAfterWait';
import { summarizeSent } from '../logic/summarizeSent';
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
	const asTheyCome = readRecords(context, reading.check);
	// By n8n's default, nothing is sent while a record is wrong. So all are read first to find out.
	const records = context.continueOnFail() ? asTheyCome : await readAll(asTheyCome, reading);

	const sender = senderOf(context, options, brake);
	const unsent: FailedItem[] = [];
	const merges = new MergeFinder();
	const batches = packRecords(records, reading, { unsent, merges });
	const ahead = readAhead(batches, options.plan.concurrency);
	const deliveries = await deliverBatches(ahead, sender.send, options.plan, brake);
	hint(context, describeMerged(merges.merged));
	const sent = deliveries.flatMap((delivery) => delivery.sent);
	const accepted = deliveries.flatMap(({ results }) => results.filter(({ ok }) => ok)).length;
	const summary = describeRun(sent, accepted, sender.times());

	const waits = await sender.awaitBatches(batchesToAwait(deliveries));
	const settled = [...unsent, ...settleAfterWait(deliveries, waits)];
	const results = rememberTries(context, settled, EVERMUSE.advice.UNCONFIRMED.description);
	stopAtFailure(context, results, describeAccepted(results));

	hint(context, summary);
	if (context.getNodeParameter('output', 0) === 'batches') {
		const batchItems = toBatchItems(sent.map(summarizeSent), waits);
		return [...batchItems, ...toOutputItems(results.filter(isFailed))];
	}
	hint(context, adviseBatches(results.length));
	return toOutputItems(results);
}
