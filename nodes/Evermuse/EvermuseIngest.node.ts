import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { isFailed } from '../shared/logic/itemResult';
import { withRetry } from '../shared/logic/retry';
import { exchangeWith } from '../shared/request';
import { stopAtFailure } from '../shared/stopAtFailure';
import { toOutputItems } from '../shared/toOutputItems';
import { waitUnlessCancelled } from '../shared/waitUnlessCancelled';
import { ingestForm } from './descriptions/ingestForm';
import { awaitBatches } from './logic/awaitBatches';
import { deliverBatches } from './logic/deliverBatches';
import { packBatches } from './logic/packBatches';
import { tooLarge, unsent, valid } from './logic/unsentRecord';
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
		const validating = this.getNodeParameter('operation', 0) === 'validate';
		const options = readIngestOptions(this);

		// Items to records, records to batches: checked and measured before anything is sent.
		const { records, invalid } = readRecords(this, validating || options.checkBeforeSending);
		const { batches, oversized } = packBatches(records, options.limits);
		const unsendable = [...invalid, ...oversized.map(tooLarge)];
		const sendable = batches.flatMap((batch) => batch.records);
		if (unsendable.length > 0) stopAtFailure(this, [...unsendable, ...sendable.map(unsent)]);
		if (validating) return [toOutputItems([...unsendable, ...sendable.map(valid)])];

		const exchange = exchangeWith(this, 'evermuseApi', options.timeoutMs);
		const wait = waitUnlessCancelled(this);
		const send = withRetry(ingest(exchange), options.retry, { wait, random: Math.random });
		const sent = await deliverBatches(batches, send, options.plan);
		const settled = options.wait
			? await awaitBatches(sent, getBatch(exchange), options.wait, {
					wait,
					now: () => performance.now(),
				})
			: sent;

		const results = [...unsendable, ...settled.flatMap((batch) => batch.results)];
		stopAtFailure(this, results);
		return this.getNodeParameter('output', 0) === 'batches'
			? [[...toBatchItems(settled), ...toOutputItems(results.filter(isFailed))]]
			: [toOutputItems(results)];
	}
}
