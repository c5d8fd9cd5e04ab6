import type { IExecuteFunctions } from 'n8n-workflow';
import { brakeOf } from '../../shared/brakeOf';
import { closedWhenOver } from '../../shared/logic/brake';
import type { ItemResult } from '../../shared/logic/itemResult';
import type { RetryPolicy } from '../../shared/logic/retry';
import { withRetry } from '../../shared/logic/retry';
import { exchangeWith } from '../../shared/request';
import { waitingOf } from '../../shared/waitingOf';
import { VAMBE } from '../advice';
import { memoryOf, runOf } from '../vambeMemory';
import { deliverUpserts } from '../logic/deliverUpserts';
import { earlierResults, toLedger } from '../logic/sentLedger';
import { readUpserts } from '../parameters/readUpserts';
import { upsertContact } from '../transport/upsertContact';

const TIMEOUT_MS = 30_000;

const WRITING: RetryPolicy = {
	maxRetries: 3,
	maxWaitMs: 60_000,
	/*
	 * Not even though the contact is found again by the same identity. Nothing says that Vambe finds
	 * or creates it in one step, so a repeat that overtakes the first request may make a second
	 * contact; metadata goes through an AI, which may sort it otherwise the second time; and a stage
	 * that is set again undoes a move that was made meanwhile.
	 */
	maxRepeatsWhenLost: () => 0,
};

/** Creates or updates a contact for each input item. */
export async function upsert(context: IExecuteFunctions): Promise<ItemResult[]> {
	const brake = brakeOf(context, VAMBE);
	const memory = memoryOf(context);
	const run = runOf(context);

	// n8n may have run the node for the same items before. What that settled is not sent again.
	const settled = earlierResults(memory.sentLedger, run);
	// Every other item is read and checked first: by n8n's default, nothing is sent while one is
	// invalid.
	const { upserts, invalid } = await readUpserts(context, settled);
	brake.watch(invalid);

	const exchange = exchangeWith(context, 'vambeApi', TIMEOUT_MS);
	const send = withRetry(
		upsertContact(exchange),
		WRITING,
		waitingOf(context),
		closedWhenOver(brake),
	);
	const written = await deliverUpserts(upserts, send, brake);

	const results = [...settled, ...invalid, ...written];
	memory.sentLedger = toLedger(results, run);
	return results;
}
