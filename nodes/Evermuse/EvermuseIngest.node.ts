import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { brakeOf } from '../shared/brakeOf';
import { closedWhenOver } from '../shared/logic/brake';
import { isFailed } from '../shared/logic/itemResult';
import { withRetry } from '../shared/logic/retry';
import { rememberTries } from '../shared/rememberTries';
import { exchangeWith } from '../shared/request';
import { stopAtFailure } from '../shared/stopAtFailure';
import { toOutputItems } from '../shared/toOutputItems';
import { monotonicNow, waitingOf } from '../shared/waitingOf';
import { EVERMUSE } from './advice';
import { ingestForm } from './descriptions/ingestForm';
import { awaitBatches } from './logic/awaitBatches';
import { deliverBatches } from './logic/deliverBatches';
import { adviseBatches, describeAccepted, describeMerged, describeRun } from './logic/describeRun';
import { findMerged } from './logic/findMerged';
import { packBatches } from './logic/packBatches';
import { batchesToAwait, settleAfterWait } from './logic/settleAfterWait';
import { tooLarge, valid } from './logic/unsentRecord';
import { readIngestOptions } from './parameters/readIngestOptions';
import { readRecords } from './parameters/readRecords';
import { toBatchItems } from './toBatchItems';
import { getBatch } from './transport/batches';
import { ingest } from './transport/ingest';

export class EvermuseIngest implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Evermuse Ingest',
		name: 'evermuseIngest',
		icon: { light: 'file:evermuse.svg', dark: 'file:evermuse.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] === "validate" ? "Check records" : "Submit records" }}',
		description: 'Submits records to Evermuse in bulk and says of each what became of it',
		defaults: { name: 'Evermuse Ingest' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'evermuseApi',
				required: true,
				displayOptions: { show: { operation: ['ingest'] } },
			},
		],
		properties: ingestForm,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getInputData().length === 0) return [[]];
		const validating = this.getNodeParameter('operation', 0) === 'validate';
		const options = readIngestOptions(this);
		const brake = brakeOf(this, EVERMUSE);

		// Items to records, records to batches: checked and measured before anything is sent. By n8n's
		// default, nothing is sent while one is invalid.
		const { records, invalid } = readRecords(this, validating || options.checkBeforeSending);
		const { batches, oversized } = packBatches(records, options.limits);
		const sendable = batches.flatMap((batch) => batch.records);
		const unsendable = brake.watch([...invalid, ...oversized.map(tooLarge)]);
		const merged = findMerged(sendable);
		hint(this, describeMerged(merged));
		if (validating) {
			const results = [
				...unsendable,
				...sendable.map((record) => valid(record, merged.get(record))),
			];
			stopAtFailure(this, results);
			return [toOutputItems(results)];
		}

		const exchange = exchangeWith(this, 'evermuseApi', options.timeoutMs);
		const waiting = waitingOf(this);
		const startedAt = monotonicNow();
		const send = withRetry(ingest(exchange), options.retry, waiting, closedWhenOver(brake));
		const deliveries = await deliverBatches(batches, send, options.plan, brake);
		const waitedMs = waiting.waitedMs();
		const sent = deliveries.flatMap((delivery) => delivery.sent);
		const delivered = deliveries.flatMap((delivery) => delivery.results);

		const clock = { wait: waiting.wait, now: monotonicNow };
		const waits = options.wait
			? await awaitBatches(batchesToAwait(deliveries), getBatch(exchange), options.wait, clock)
			: new Map<string, never>();
		const settled = [...unsendable, ...settleAfterWait(deliveries, waits)];
		const results = rememberTries(this, settled, EVERMUSE.advice.UNCONFIRMED.description);
		stopAtFailure(this, results, describeAccepted(results));

		hint(this, describeRun(sent, delivered, { tookMs: monotonicNow() - startedAt, waitedMs }));
		if (this.getNodeParameter('output', 0) === 'batches') {
			return [[...toBatchItems(sent, waits), ...toOutputItems(results.filter(isFailed))]];
		}
		hint(this, adviseBatches(results.length));
		return [toOutputItems(results)];
	}
}

/** A sentence above the node's output. */
function hint(context: IExecuteFunctions, message: string | undefined): void {
	if (message) context.addExecutionHints({ message, location: 'outputPane' });
}
