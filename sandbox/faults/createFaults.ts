import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from './fault';

/**
 * The faults of one service. `only` leaves requests alone that do not begin with it, as in
 * "POST /api/v1/ingest" or "GET".
 */
export interface Faults {
	/**
	 * One fault for each request in order of arrival, `undefined` for none. Takes the place of an
	 * earlier plan.
	 */
	plan(faults: ReadonlyArray<Fault | undefined>, only?: string): void;
	/** A fault for each request that no plan is there for, until told otherwise. */
	always(fault: Fault | undefined, only?: string): void;
	/** No more faults: revoked keys are known again, and none is in flight. */
	clear(): void;
}

/** The same from inside the service. */
export interface SwitchedFaults extends Faults {
	/** Gives a request that has just arrived its fault. */
	meet(request: IncomingMessage): void;
	/** The fault it was given. */
	metBy(request: IncomingMessage): Fault | null;
	/** An answer that may never end by itself. */
	hold(answer: ServerResponse): void;
	/** Clears, and ends what is held. */
	reset(): void;
}

export function createFaults(): SwitchedFaults {
	let planned: { faults: Array<Fault | undefined>; only: string };
	let standing: { fault?: Fault; only: string };
	const revokedKeys = new Set<unknown>();
	/** How often an Idempotency-Key is still to be answered with 409. */
	const keysInFlight = new Map<unknown, number>();
	const met = new WeakMap<IncomingMessage, Fault | null>();
	const held = new Set<ServerResponse>();

	const clear = () => {
		planned = { faults: [], only: '' };
		standing = { only: '' };
		revokedKeys.clear();
		keysInFlight.clear();
	};
	clear();

	const nextFault = ({ method, url }: IncomingMessage): Fault | undefined => {
		const request = `${method} ${url}`;
		if (planned.faults.length > 0 && request.startsWith(planned.only))
			return planned.faults.shift();
		return request.startsWith(standing.only) ? standing.fault : undefined;
	};

	/** A revoked key and a key in flight outlast the request that met the fault. */
	const lastingFault = ({ headers }: IncomingMessage, fault: Fault | null): Fault | null => {
		const apiKey = headers['x-api-key'];
		if (fault?.kind === 'revoke') revokedKeys.add(apiKey);
		if (revokedKeys.has(apiKey)) return { kind: 'revoke' };

		const key = headers['idempotency-key'];
		if (key === undefined) return fault;
		if (fault?.kind === 'inFlight409') keysInFlight.set(key, fault.requests);
		const requests = keysInFlight.get(key) ?? 0;
		if (requests === 0) return fault;
		keysInFlight.set(key, requests - 1);
		return { kind: 'inFlight409', requests };
	};

	return {
		plan(faults, only = '') {
			planned = { faults: [...faults], only };
		},
		always(fault, only = '') {
			standing = { fault, only };
		},
		clear,
		meet(request) {
			met.set(request, lastingFault(request, nextFault(request) ?? null));
		},
		metBy: (request) => met.get(request) ?? null,
		hold(answer) {
			held.add(answer);
			answer.once('close', () => held.delete(answer));
		},
		reset() {
			clear();
			for (const answer of held) answer.destroy();
		},
	};
}
