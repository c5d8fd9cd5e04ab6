import type { FastifyInstance } from 'fastify';
import type { Refusal } from '../refusal';
import { breakBeforeBody } from './breakBeforeBody';
import { brokenBody } from './brokenBody';
import type { SwitchedFaults } from './createFaults';
import { falsify } from './falsify';

/**
 * Lets each request that reaches `api` meet its fault. The service works out its answer as always,
 * heeding only `commits`; `bodyOf` gives the body of its error answers.
 */
export function injectFaults(
	api: FastifyInstance,
	faults: SwitchedFaults,
	bodyOf: (refusal: Refusal) => object,
): void {
	api.addHook('onRequest', (request, _reply, done) => {
		faults.meet(request.raw);
		done();
	});

	api.addHook('preParsing', ({ raw }, _reply, _payload, done) => {
		if (faults.metBy(raw)?.kind === 'resetUpload') raw.socket.resetAndDestroy();
		else done();
	});

	// The answer is written by what follows `done`: where that is not called, nothing else happens.
	api.addHook('onSend', ({ raw }, reply, payload, done) => {
		const fault = faults.metBy(raw);
		if (!fault) return done();
		faults.hold(reply.raw);
		const body = falsify(fault, reply, String(payload ?? ''), bodyOf);
		if (!breakBeforeBody(fault, reply)) done(null, brokenBody(fault, reply, body) ?? body);
	});
}
