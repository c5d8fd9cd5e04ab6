import { inOrder } from '../../shared/logic/inOrder';
import type { ItemResult } from '../../shared/logic/itemResult';
import { isFailed } from '../../shared/logic/itemResult';
import { notSentBecause } from '../../shared/logic/notSentBecause';
import { stopsEverything } from '../../shared/logic/readReply';
import type { Failure, Reply, Send } from '../../shared/logic/reply';
import { EVERMUSE } from '../advice';
import type { Receipt } from '../schemas/receipt';
import type { KeyChoice } from './idempotencyKey';
import { idempotencyKey } from './idempotencyKey';
import type { Batch, BodyFormat } from './packBatches';
import { writeBody } from './packBatches';
import { failAll, settleBatch } from './settleBatch';

/** One request of `POST /api/v1/ingest`. */
export interface Submission {
	body: Buffer;
	format: BodyFormat;
	/** Under which Evermuse recognises a repeat. */
	idempotencyKey?: string;
	/** What the records mainly hold, if the user said so. */
	formatHint?: string;
}

export interface DeliveryPlan {
	concurrency: number;
	format: BodyFormat;
	formatHint?: string;
	key: KeyChoice;
	/** Whether the first failure ends the run, as n8n does by default. */
	stopAtFirst: boolean;
}

/** A batch with what became of it. */
export interface DeliveredBatch {
	batch: Batch;
	/** Absent if it was not sent. */
	reply?: Reply<Receipt>;
	idempotencyKey?: string;
	/** How far Evermuse is with it, if it was waited for. */
	status?: string;
	/** The fate of each of its records, in their order. */
	results: ItemResult[];
}

/** Sends batches in order and says of each record what became of it. */
export async function deliverBatches(
	batches: readonly Batch[],
	send: Send<Submission, Receipt>,
	{ concurrency, format, formatHint, key, stopAtFirst }: DeliveryPlan,
): Promise<DeliveredBatch[]> {
	let stoppedBy: Failure | undefined;

	const deliver = async ([batch, batchIndex]: [Batch, number]): Promise<DeliveredBatch> => {
		// Written when its turn comes and let go afterwards: a run holds as many bodies as it has senders.
		const body = writeBody(batch, format);
		const ownKey = idempotencyKey(key, body, batchIndex);
		const reply = await send({ body, format, formatHint, idempotencyKey: ownKey });
		const results = settleBatch(batch, reply);
		const failure = results.find(isFailed)?.failure;
		if (failure && (stopAtFirst || stopsEverything(failure))) stoppedBy ??= failure;
		return { batch, reply, idempotencyKey: ownKey, results };
	};

	const delivered = await inOrder(
		batches.map((batch, index): [Batch, number] => [batch, index]),
		concurrency,
		deliver,
		() => stoppedBy !== undefined,
	);
	return delivered.map((done, index) => done ?? leaveOut(batches[index], stoppedBy));
}

function leaveOut(batch: Batch, stoppedBy: Failure | undefined): DeliveredBatch {
	const failure = stoppedBy && notSentBecause(EVERMUSE, stoppedBy);
	return { batch, results: failure ? failAll(batch, failure) : [] };
}
