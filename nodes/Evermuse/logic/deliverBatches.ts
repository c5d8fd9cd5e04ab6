import type { Brake } from '../../shared/logic/brake';
import type { Send } from '../../shared/logic/reply';
import type { Receipt } from '../schemas/receipt';
import type { Delivery, SentBatch } from './deliverBatch';
import { deliverBatch } from './deliverBatch';
import type { KeyChoice } from './idempotencyKey';
import { idempotencyKey } from './idempotencyKey';
import type { Batch, BodyFormat, PackedRecord } from './packBatches';
import { writeBody } from './packBatches';
import { notBegun } from './recordFate';

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
	/** Whether to look for the records that spoil a batch. */
	isolateRejected: boolean;
}

/** Sends batches in order and says of each record what became of it. */
export async function deliverBatches(
	batches: Iterable<Batch>,
	send: Send<Submission, Receipt>,
	plan: DeliveryPlan,
	brake: Brake,
): Promise<Delivery[]> {
	const deliveries: Delivery[] = [];
	await deliverEach(batches, send, plan, brake, (delivery, index) => {
		deliveries[index] = delivery;
	});
	return deliveries;
}

/**
 * The same for batches that come one by one: the next is asked for when there is a sender for it. Once
 * the brake is on, those that still come are not sent.
 *
 * @param take is given each delivery as soon as it is done, with the place of its batch in the order
 */
export async function deliverEach(
	batches: Iterable<Batch> | AsyncGenerator<Batch>,
	send: Send<Submission, Receipt>,
	{ concurrency, format, formatHint, key, isolateRejected }: DeliveryPlan,
	brake: Brake,
	take: (delivery: Delivery, index: number) => void,
): Promise<void> {
	let firstRecords: readonly PackedRecord[] | undefined;
	const submit = async (records: readonly PackedRecord[]): Promise<SentBatch> => {
		// Written when its turn comes and let go afterwards: a run holds as many bodies as it has senders.
		const body = writeBody(records, format);
		const ownKey = idempotencyKey(key, body, records === firstRecords);
		const reply = await send({ body, format, formatHint, idempotencyKey: ownKey });
		return { records, bytes: body.length, reply, idempotencyKey: ownKey };
	};
	const deliver = async ({ records }: Batch): Promise<Delivery> => {
		if (brake.isOn()) return { sent: [], results: notBegun(records, brake) };
		const delivery = await deliverBatch(records, submit, isolateRejected, brake);
		brake.watch(delivery.results);
		return delivery;
	};

	const source =
		Symbol.asyncIterator in batches ? batches[Symbol.asyncIterator]() : batches[Symbol.iterator]();
	let count = 0;
	const sender = async () => {
		for (let next = await source.next(); !next.done; next = await source.next()) {
			const index = count++;
			firstRecords ??= next.value.records;
			take(await deliver(next.value), index);
		}
	};
	await Promise.all(Array.from({ length: concurrency }, sender));
}
