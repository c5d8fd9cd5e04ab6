import type { Brake } from '../../shared/logic/brake';
import type { Send } from '../../shared/logic/reply';
import type { Receipt } from '../schemas/receipt';
import type { Batch, BodyFormat, PackedRecord } from './batch';
import { writePart } from './batch';
import type { Delivery, SentBatch } from './deliverBatch';
import { deliverBatch } from './deliverBatch';
import type { KeyChoice } from './idempotencyKey';
import { idempotencyKey } from './idempotencyKey';
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

/**
 * Sends batches in order and says of each record what became of it. The next batch is asked for when
 * there is a sender for it. Once the brake is on, those that still come are not sent.
 *
 * @param take is given each delivery as soon as it is done, with the place of its batch in the order.
 * Behind it, the batch has no records any more
 */
export async function deliverBatches(
	batches: Iterable<Batch> | AsyncGenerator<Batch>,
	send: Send<Submission, Receipt>,
	{ concurrency, format, formatHint, key, isolateRejected }: DeliveryPlan,
	brake: Brake,
	take: (delivery: Delivery, index: number) => void,
): Promise<void> {
	let firstRecords: readonly PackedRecord[] | undefined;
	const submit = async (batch: Batch, records: readonly PackedRecord[]): Promise<SentBatch> => {
		const body = records === batch.records ? batch.body : writePart(records, format);
		const ownKey = idempotencyKey(key, body, records === firstRecords);
		const reply = await send({ body, format, formatHint, idempotencyKey: ownKey });
		return { records, bytes: body.length, reply, idempotencyKey: ownKey };
	};
	const deliver = async (batch: Batch): Promise<Delivery> => {
		const { records } = batch;
		if (brake.isOn()) return { sent: [], results: notBegun(records, brake) };
		const submitPart = async (part: readonly PackedRecord[]) => await submit(batch, part);
		const delivery = await deliverBatch(records, submitPart, isolateRejected, brake);
		brake.watch(delivery.results);
		return delivery;
	};

	const source =
		Symbol.asyncIterator in batches ? batches[Symbol.asyncIterator]() : batches[Symbol.iterator]();
	let count = 0;
	const sender = async () => {
		for (let next = await source.next(); !next.done; next = await source.next()) {
			const index = count++;
			const batch = next.value;
			firstRecords ??= batch.records;
			const delivery = await deliver(batch);
			take(delivery, index);
			batch.letGo(isReadByNow(delivery));
		}
	};
	await Promise.all(Array.from({ length: concurrency }, sender));
}

/**
 * Whether nothing can still be sending the body: none was sent, or the first answer to it shows that
 * Evermuse has read it. Parts have bodies of their own.
 */
const isReadByNow = ({ sent: [whole] }: Delivery): boolean =>
	whole === undefined || (whole.reply.kind === 'done' && (whole.reply.attempts ?? 1) === 1);
