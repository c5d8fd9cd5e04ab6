import type { Exchange } from '../../shared/logic/exchange';
import { failureOf, readReason, readReply } from '../../shared/logic/readReply';
import type { Reply } from '../../shared/logic/reply';
import { EVERMUSE } from '../advice';
import type { Receipt } from '../schemas/receipt';
import { receiptSchema } from '../schemas/receipt';

/** What became of a batch that was sent to `POST /api/v1/ingest`. */
export function readIngestReply(exchange: Exchange, now: number): Reply<Receipt> {
	if (exchange.kind === 'answered' && exchange.status === 409) {
		// The first try with this key is still being worked on: ask again until its answer is there.
		const reason = readReason(exchange.body) ?? 'it is still busy with a batch of the same key';
		const message = `Evermuse did not take the batch because of its idempotency key: ${reason}`;
		const failure = failureOf(EVERMUSE, 'UNCONFIRMED', 'unsure', message, { status: 409 });
		return { kind: 'busy', failure };
	}
	return readReply(exchange, EVERMUSE, (body) => receiptSchema.safeParse(body).data, now);
}
