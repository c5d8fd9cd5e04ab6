import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SwitchedFaults } from './faults/createFaults';
import type { ReceivedRequest, Traffic } from './ledger';

/**
 * Writes every request that reaches `api` into the ledger, from its arrival to its answer.
 * `extra` gives the fields that only this service keeps. Returns where a request is written.
 */
export function recordTraffic<Request extends ReceivedRequest>(
	api: FastifyInstance,
	traffic: Traffic<Request>,
	now: () => number,
	faults: SwitchedFaults,
	extra: (request: FastifyRequest) => Omit<Request, keyof ReceivedRequest>,
): (request: FastifyRequest) => Request {
	const entries = new WeakMap<FastifyRequest, Request>();
	const underWay = new Set<FastifyRequest>();

	const leave = (request: FastifyRequest) => {
		underWay.delete(request);
		traffic.inFlight = underWay.size;
		// What is left over from before a reset counts only as long as it lasts.
		if (traffic.requests.length === 0) traffic.mostInFlight = underWay.size;
	};

	api.addHook('onRequest', (request, reply, done) => {
		const received: ReceivedRequest = {
			method: request.method,
			path: request.url.split('?', 1)[0],
			query: { ...(request.query as object) },
			at: now(),
			key: request.headers['x-api-key']?.toString() ?? null,
			status: null,
			fault: faults.metBy(request.raw),
			committed: false,
		};
		const entry = { ...received, ...extra(request) } as Request;
		entries.set(request, entry);
		traffic.requests.push(entry);
		underWay.add(request);
		traffic.inFlight = underWay.size;
		traffic.mostInFlight = Math.max(traffic.mostInFlight, underWay.size);
		// However the exchange ends, and before another one can begin.
		reply.raw.once('close', () => leave(request));
		done();
	});

	// Before the answer is written: its receiver may look at the ledger at once.
	api.addHook('onSend', (request, reply, _payload, done) => {
		(entries.get(request) as Request).status = reply.statusCode;
		done();
	});

	return (request) => entries.get(request) as Request;
}

/** Forgets what was recorded; requests that are under way stay counted. */
export function clearTraffic(traffic: Traffic<ReceivedRequest>): void {
	traffic.requests.length = 0;
	traffic.mostInFlight = traffic.inFlight;
}
