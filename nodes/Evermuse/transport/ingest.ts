import type { Exchanger } from '../../shared/request';
import type { Send } from '../../shared/logic/reply';
import type { Submission } from '../logic/deliverBatches';
import { readIngestReply } from '../logic/readIngestReply';
import type { Receipt } from '../schemas/receipt';

/** `POST /api/v1/ingest`: submits one batch. */
export const ingest =
	(exchange: Exchanger): Send<Submission, Receipt> =>
	async ({ body, format, idempotencyKey, formatHint }) =>
		readIngestReply(
			await exchange({
				method: 'POST',
				path: '/api/v1/ingest',
				query: formatHint ? { format: formatHint } : undefined,
				headers: {
					'Content-Type': format === 'ndjson' ? 'application/x-ndjson' : 'application/json',
					...(idempotencyKey && { 'Idempotency-Key': idempotencyKey }),
				},
				body,
			}),
			Date.now(),
		);
