import { join } from 'node:path';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { omit } from 'lodash';
import { commits } from '../faults/commits';
import { createFaults } from '../faults/createFaults';
import { injectFaults } from '../faults/injectFaults';
import type { EvermuseLedger, EvermuseRequest, StoredBatch } from '../ledger';
import { describeFault, readOpenApi } from '../openApi';
import { clearTraffic, recordTraffic } from '../recordTraffic';
import { Refusal } from '../refusal';
import type { Service } from '../serve';
import { slidingWindow } from '../slidingWindow';
import { batchStatus, LIFE_CYCLE, type LifeCycle } from './batchStatus';
import { listBatches } from './listBatches';
import { recordReader, recordsOf } from './readRecords';
import { refusePoisoned } from './refusePoisoned';
import { acceptBodies, type SentBody } from './sentBody';
import { receiptOf, storeBatch } from './storeBatch';

export const EVERMUSE_KEY = 'em_sk_sandbox';
export const EVERMUSE_WRITE_ONLY_KEY = 'em_sk_sandbox_write_only';
export const EVERMUSE_READ_ONLY_KEY = 'em_sk_sandbox_read_only';

export interface EvermuseSettings {
	/** Epoch milliseconds; the wall clock unless given. */
	now?: () => number;
	/** How many times as fast as stated a batch goes through its life cycle; 1 unless given. */
	speed?: number;
	/** When a batch and its attachments reach each state. */
	lifeCycle?: LifeCycle;
	/** Ingest requests let through in any minute; 600 unless given. */
	ingestPerMinute?: number;
}

const PERMISSIONS = new Map([
	[EVERMUSE_KEY, ['api:read', 'api:write']],
	[EVERMUSE_WRITE_ONLY_KEY, ['api:write']],
	[EVERMUSE_READ_ONLY_KEY, ['api:read']],
]);
const MINUTE = 60_000;
const LARGEST_BODY = 5_000_000;
/** Larger bodies are read to the end all the same: a 413 cut short would look like a reset. */
const LARGEST_BODY_READ = 20 * LARGEST_BODY;

const openApi = readOpenApi(join(__dirname, '../../specs/evermuse.openapi.yaml'));
const readRecords = recordReader(openApi);

/** The local Evermuse. */
export function createEvermuse({
	now = Date.now,
	speed = 1,
	lifeCycle = LIFE_CYCLE,
	ingestPerMinute = 600,
}: EvermuseSettings): Service<EvermuseLedger> {
	const ledger: EvermuseLedger = {
		requests: [],
		inFlight: 0,
		mostInFlight: 0,
		batches: [],
		records: [],
	};
	const storedKeys = new Set<string>();
	const faults = createFaults();
	const allowance = slidingWindow(ingestPerMinute, MINUTE);

	const statusOf = (batch: StoredBatch) =>
		batchStatus(batch, (now() - batch.createdAt) * speed, lifeCycle);

	const authorize = async ({ headers, method }: FastifyRequest) => {
		const permissions = PERMISSIONS.get(String(headers['x-api-key']));
		if (!permissions)
			throw new Refusal(401, 'The API key is missing or invalid', { code: 'UNAUTHORIZED' });
		const needed = method === 'POST' ? 'api:write' : 'api:read';
		if (!permissions.includes(needed))
			throw new Refusal(403, `The API key lacks the permission ${needed}`, { code: 'FORBIDDEN' });
	};

	const limitIngest = async ({ raw }: FastifyRequest) => {
		const wait = commits(faults.metBy(raw)) ? allowance.waitFor(now()) : 0;
		if (wait > 0)
			throw new Refusal(429, 'Rate limit exceeded', {
				code: 'RATE_LIMITED',
				retryAfter: Math.ceil(wait / 1000),
			});
	};

	/** The batch that was accepted under the same key before, if any. */
	const acceptedBefore = ({ idempotencyKey }: EvermuseRequest, { sha256 }: SentBody) => {
		const batch = ledger.batches.find(
			(accepted) => idempotencyKey !== null && accepted.idempotencyKey === idempotencyKey,
		);
		if (batch && batch.bodySha256 !== sha256)
			throw new Refusal(409, 'The Idempotency-Key was used with another body', {
				code: 'IDEMPOTENCY_CONFLICT',
			});
		return batch;
	};

	const acceptNow = (entry: EvermuseRequest, body: SentBody) => {
		const sent = body.read();
		const records = readRecords(sent);
		entry.records = records.accepted.length + records.rejectedCount;
		if (entry.fault?.kind === 'poison') refusePoisoned(recordsOf(sent), entry.fault);
		const arrival = {
			createdAt: now(),
			idempotencyKey: entry.idempotencyKey,
			bodySha256: body.sha256,
		};
		if (!commits(entry.fault))
			return storeBatch({ batches: [], records: [] }, new Set(), records, arrival);
		const batch = storeBatch(ledger, storedKeys, records, arrival);
		Object.assign(entry, { committed: true, batchId: batch.batchId });
		return batch;
	};

	const api = async (app: FastifyInstance) => {
		acceptBodies(app, LARGEST_BODY_READ);
		injectFaults(app, faults, bodyOf);
		const entryOf = recordTraffic(app, ledger, now, faults, ({ headers }) => ({
			contentType: headers['content-type'] ?? null,
			idempotencyKey: headers['idempotency-key']?.toString() ?? null,
			bytes: 0,
			bodySha256: null,
			records: 0,
			batchId: null,
		}));
		app.addHook<{ Body?: SentBody }>('preValidation', async (request) => {
			const { body } = request;
			if (body) Object.assign(entryOf(request), { bytes: body.bytes, bodySha256: body.sha256 });
		});
		app.addHook('preValidation', authorize);
		app.setErrorHandler(answerWithError);
		app.setNotFoundHandler(({ method, url }) => {
			throw new Refusal(404, `Cannot ${method} ${url}`, { code: 'NOT_FOUND' });
		});

		// The body is more than its schema: it may be NDJSON, and a bad record is no bad request.
		const ingest = openApi.route('ingestRecords');
		app.route<{ Body?: SentBody }>({
			...ingest,
			schema: omit(ingest.schema, 'body'),
			preValidation: limitIngest,
			handler: async (request, reply) => {
				const { body } = request;
				const entry = entryOf(request);
				if (!body) throw new Refusal(400, 'There is no body', { code: 'EMPTY_BATCH' });
				if (body.bytes > LARGEST_BODY)
					throw new Refusal(413, 'The body is larger than 5,000,000 bytes', {
						code: 'PAYLOAD_TOO_LARGE',
					});
				const batch = acceptedBefore(entry, body) ?? acceptNow(entry, body);
				return reply.code(202).send(receiptOf(batch));
			},
		});

		app.route<{ Querystring: { limit: number; cursor?: string } }>({
			...openApi.route('listBatches'),
			handler: async ({ query }) => {
				const { page, nextCursor } = listBatches(ledger.batches, query);
				return { batches: page.map(statusOf), nextCursor };
			},
		});

		app.route<{ Params: { batchId: string } }>({
			...openApi.route('getBatchStatus'),
			handler: async ({ params }) => {
				const batch = ledger.batches.find(({ batchId }) => batchId === params.batchId);
				if (!batch) throw new Refusal(404, 'There is no such batch', { code: 'NOT_FOUND' });
				return statusOf(batch);
			},
		});
	};

	return {
		openApi,
		api,
		ledger,
		faults,
		reset() {
			faults.reset();
			clearTraffic(ledger);
			ledger.batches.length = 0;
			ledger.records.length = 0;
			storedKeys.clear();
			allowance.clear();
		},
	};
}

/** An ErrorResponse, for what the service refuses and for what fastify does before it. */
function answerWithError(
	error: FastifyError | Refusal,
	_request: FastifyRequest,
	reply: FastifyReply,
) {
	const { statusCode = 500, message } = error;
	if (error instanceof Refusal) return reply.code(statusCode).send(bodyOf(error));
	const { validation, validationContext, code = 'INTERNAL_ERROR' } = error;
	if (!validation) return reply.code(statusCode).send({ error: code, message });
	const faults = validation.map(describeFault);
	return reply.code(400).send({
		error: 'INVALID_REQUEST',
		message: `${validationContext}: ${faults.join('; ')}`,
		details: { in: validationContext, faults },
	});
}

function bodyOf({ message, facts: { code, ...facts } }: Refusal) {
	return { error: code, message, ...facts };
}
