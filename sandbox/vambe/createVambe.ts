import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { join } from 'node:path';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { once, pick } from 'lodash';
import { commits } from '../faults/commits';
import { createFaults } from '../faults/createFaults';
import { injectFaults } from '../faults/injectFaults';
import type { VambeLedger } from '../ledger';
import { describeFault, readOpenApi } from '../openApi';
import { clearTraffic, recordTraffic } from '../recordTraffic';
import { Refusal } from '../refusal';
import type { Service } from '../serve';
import { slidingWindow } from '../slidingWindow';
import { CHANNELS, findChannel, PIPELINES, TEAM } from './account';
import { asListed, type Contact } from './contact';
import { type ContactFilters, listContacts } from './listContacts';
import { messagesOf } from './messagesOf';
import { sampleContacts } from './sampleContacts';
import { searchContacts } from './searchContacts';
import { type UpsertInput, upsertContact } from './upsertContact';

export const VAMBE_KEY = 'vambe-sandbox-key';

export interface VambeSettings {
	/** Epoch milliseconds; the wall clock unless given. */
	now?: () => number;
	/** Events let through in any hour; Vambe's own limit, 1,000, unless given. */
	eventsPerHour?: number;
	/** How long the hour of that limit lasts, in milliseconds; 60 minutes unless given. */
	hourMs?: number;
}

interface EventInput {
	occurredAt?: string;
	channel: { channelId?: string; channelPhone?: string };
}

const HOUR = 60 * 60_000;
const HEADERS_OF_INTEREST = ['content-type', 'user-agent', 'idempotency-key'];

const openApi = readOpenApi(join(__dirname, '../../specs/vambe.openapi.yaml'));

/** The local Vambe: the operations of its document that the nodes use. */
export function createVambe({
	now = Date.now,
	eventsPerHour = 1000,
	hourMs = HOUR,
}: VambeSettings): Service<VambeLedger> {
	const ledger: VambeLedger = { requests: [], inFlight: 0, mostInFlight: 0, events: [] };
	const faults = createFaults();
	const allowance = slidingWindow(eventsPerHour, hourMs);
	let contacts = sampledAt(now());

	const contactOf = (id: string): Contact => {
		const found = contacts().find(({ info }) => info.id === id.toLowerCase());
		if (!found) throw new Refusal(404, `Contact ${id} not found`);
		return found;
	};

	const isKept = ({ raw }: FastifyRequest) => commits(faults.metBy(raw));

	// As in NestJS: the key and the rate are looked at before the body is checked.
	const authenticate = async (request: FastifyRequest) => {
		if (request.headers['x-api-key'] !== VAMBE_KEY) throw new Refusal(401, 'Invalid API key');
	};
	const limitEvents = async (request: FastifyRequest, reply: FastifyReply) => {
		const waitMs = isKept(request) ? allowance.waitFor(now()) : 0;
		if (waitMs > 0) {
			// Vambe itself does not say when to come back, but nobody could guess another hour.
			if (hourMs !== HOUR) reply.header('retry-after', Math.ceil(waitMs / 1_000));
			throw new Refusal(429, 'ThrottlerException: Too Many Requests');
		}
	};

	const api = async (app: FastifyInstance) => {
		injectFaults(app, faults, bodyOf);
		const entryOf = recordTraffic(app, ledger, now, faults, (request) => ({
			headers: pick(request.headers, HEADERS_OF_INTEREST),
			body: null,
		}));
		app.addHook('preValidation', async (request) => {
			entryOf(request).body = request.body ?? null;
		});
		app.addHook('preValidation', authenticate);
		app.setErrorHandler(answerWithError);
		app.setNotFoundHandler(({ method, url }) => {
			throw new Refusal(404, `Cannot ${method} ${url}`);
		});

		app.route<{ Body: EventInput }>({
			...openApi.route('ingestEvent'),
			preValidation: limitEvents,
			handler: (request, reply) => {
				const { body } = request;
				if (body.occurredAt !== undefined && Date.parse(body.occurredAt) > now())
					throw new Refusal(400, 'occurredAt must not be in the future');
				if (!findChannel(body.channel))
					throw new Refusal(400, 'channelId / channelPhone matches no channel of this client');
				const id = randomUUID();
				if (isKept(request)) {
					ledger.events.push({ id, at: now(), body });
					entryOf(request).committed = true;
				}
				return reply.code(202).send({ id });
			},
		});

		app.route<{ Querystring: ContactFilters }>({
			...openApi.route('listContacts'),
			handler: async ({ query }) => listContacts(contacts(), query, now()).map(asListed),
		});

		app.route<{ Querystring: { phone?: string; email?: string } }>({
			...openApi.route('searchContacts'),
			handler: async ({ query }) => searchContacts(contacts(), query).map(asListed),
		});

		app.route<{ Params: { aiContactId: string } }>({
			...openApi.route('getContact'),
			handler: async ({ params }) => contactOf(params.aiContactId).info,
		});

		app.route<{ Params: { aiContactId: string }; Querystring: { page: number } }>({
			...openApi.route('listMessages'),
			handler: async ({ params, query }) =>
				messagesOf(contactOf(params.aiContactId).info, query.page),
		});

		app.route<{ Params: { type: string } }>({
			...openApi.route('getChannel'),
			handler: async ({ params }) => {
				const channel = CHANNELS[params.type];
				if (!channel) throw new Refusal(404, `No ${params.type} channel in this account`);
				return channel;
			},
		});

		app.route({ ...openApi.route('listPipelines'), handler: async () => PIPELINES });
		app.route({ ...openApi.route('listTeamMembers'), handler: async () => TEAM });

		app.route<{ Body: UpsertInput }>({
			...openApi.route('upsertContact'),
			handler: (request, reply) => {
				const kept = isKept(request);
				const known = kept ? contacts() : structuredClone(contacts());
				const contact = upsertContact(known, request.body, now());
				entryOf(request).committed = kept;
				return reply.code(201).send(asListed(contact));
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
			ledger.events.length = 0;
			allowance.clear();
			contacts = sampledAt(now());
		},
	};
}

/** Made when first asked for: most tests reset a sandbox and never do. */
const sampledAt = (start: number) => once(() => sampleContacts(start));

/** A NestJS exception; a list of messages where a schema found faults. */
function answerWithError(
	error: FastifyError | Refusal,
	_request: FastifyRequest,
	reply: FastifyReply,
) {
	const faults = 'validation' in error ? error.validation : undefined;
	const { statusCode = 500, message } = error;
	return reply
		.code(statusCode)
		.send(bodyOf({ statusCode, message: faults?.map(describeFault) ?? message }));
}

/** The body of a NestJS exception. */
const bodyOf = ({ statusCode, message }: { statusCode: number; message: string | string[] }) => ({
	statusCode,
	message,
	error: STATUS_CODES[statusCode],
});
