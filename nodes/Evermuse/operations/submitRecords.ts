import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Brake } from '../../shared/logic/brake';
import { isFailed } from '../../shared/logic/itemResult';
import { rememberTries } from '../../shared/rememberTries';
import { stopAtFailure } from '../../shared/stopAtFailure';
import { toOutputItems } from '../../shared/toOutputItems';
import { EVERMUSE } from '../advice';
import { hint } from '../hint';
import { deliverBatches } from '../logic/deliverBatches';
import { adviseBatches, describeAccepted, describeMerged, describeRun } from '../logic/describeRun';
import { findMerged } from '../logic/findMerged';
import { packBatches } from '../logic/packBatches';
import { batchesToAwait, settleAfterWait } from '../logic/settleAfterWait';
import { summarizeSent } from '../logic/summarizeSent';
import { tooLarge } from '../logic/unsentRecord';
import type { IngestOptions } from '../parameters/readIngestOptions';
import { readRecords } from '../parameters/readRecords';
import { senderOf } from '../senderOf';
import { toBatchItems } from '../toBatchItems';

/** Submit: items to records, records to batches, and each record back with what became of it. */
export async function submitRecords(
	context: IExecuteFunctions,
	options: IngestOptions,
	brake: Brake,
): Promise<INodeExecutionData[]> {
	// Checked and measured before anything is sent. By n8n's default, nothing is while one is invalid.
	const { records, invalid } = readRecords(context, options.checkBeforeSending);
	const { batches, oversized } = packBatches(records, options.limits);
	const unsendable = brake.watch([...invalid, ...oversized.map(tooLarge)]);
	hint(context, describeMerged(findMerged(batches.flatMap((batch) => batch.records))));

	const sender = senderOf(context, options, brake);
	const deliveries = await deliverBatches(batches, sender.send, options.plan, brake);
	const sent = deliveries.flatMap((delivery) => delivery.sent);
	const accepted = deliveries.flatMap(({ results }) => results.filter(({ ok }) => ok)).length;
	const summary = describeRun(sent, accepted, sender.times());

	const waits = await sender.awaitBatches(batchesToAwait(deliveries));
	const settled = [...unsendable, ...settleAfterWait(deliveries, waits)];
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
