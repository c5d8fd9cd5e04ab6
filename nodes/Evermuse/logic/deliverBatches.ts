import type { Brake } from '../../shared/logic/brake';
import { inOrder } from '../../shared/logic/inOrder';
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
	batches: readonly Batch[],
	send: Send<Submission, Receipt>,
	{ concurrency, format, formatHint, key, isolateRejected }: DeliveryPlan,
	brake: Brake,
): Promise<Delivery[]> {
	const [firstBatch] = batches;
	const submit = async (records: readonly PackedRecord[]): Promise<SentBatch> => {
		// Written when its turn comes and let go afterwards: a run holds as many bodies as it has senders.
		const body = writeBody(records, format);
		const ownKey = idempotencyKey(key, body, records === firstBatch.records);
		const reply = await send({ body, format, formatHint, idempotencyKey: ownKey });
		return { records, bytes: body.length, reply, idempotencyKey: ownKey };
	};
	const deliveries = await inOrder(
		batches,
		concurrency,
		async ({ records }) => {
			const delivery = await deliverBatch(records, submit, isolateRejected, brake);
			brake.watch(delivery.results);
			return delivery;
		},
		brake.isOn,
	);
	return deliveries.map(
		(delivery, index) =>
			delivery ?? {
				sent: [],
				results: notBegun(batches[index].records, brake),
			},
	);
}
