import type { z } from 'zod';
import type { Exchange } from '../../shared/logic/exchange';
import type { Exchanger } from '../../shared/request';
import { forReading } from '../../shared/logic/forReading';
import { failureOf, readReply } from '../../shared/logic/readReply';
import type { Reply, Send } from '../../shared/logic/reply';
import { EVERMUSE } from '../advice';
import type { BatchList, BatchStatus } from '../schemas/batchStatus';
import { batchListSchema, batchStatusSchema } from '../schemas/batchStatus';

const PATH = '/api/v1/ingest/batches';

export interface Page {
	/** 1 to 100. */
	limit: number;
	/** Where the page before this one ended. */
	cursor?: string;
}

/** `GET /api/v1/ingest/batches/{batchId}`: how far a batch is. */
export const getBatch =
	(exchange: Exchanger): Send<string, BatchStatus> =>
	async (batchId) => {
		const answer = await exchange({
			method: 'GET',
			path: `${PATH}/${encodeURIComponent(batchId)}`,
		});
		if (answer.kind === 'answered' && answer.status === 404) {
			const message = `Evermuse has no batch '${batchId}' in this workspace`;
			const known = {
				status: 404,
				description:
					'Choose the batch from the list, or use the batch ID that Evermuse Ingest gave out with the same credential.',
			};
			return {
				kind: 'refused',
				failure: failureOf(EVERMUSE, 'REJECTED', 'rejected', message, known),
			};
		}
		return readAs(batchStatusSchema, answer);
	};

/** `GET /api/v1/ingest/batches`: one page of the workspace's batches, newest first. */
export const listBatches =
	(exchange: Exchanger): Send<Page, BatchList> =>
	async ({ limit, cursor }) =>
		readAs(
			batchListSchema,
			await exchange({ method: 'GET', path: PATH, query: { limit, cursor } }),
		);

const readAs = <Schema extends z.ZodTypeAny>(
	schema: Schema,
	exchange: Exchange,
): Reply<z.infer<Schema>> =>
	forReading(
		readReply(
			exchange,
			EVERMUSE,
			(body) => (schema.safeParse(body).success ? (body as z.infer<Schema>) : undefined),
			Date.now(),
		),
	);
