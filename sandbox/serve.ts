import fastify, { type FastifyInstance, type FastifyPluginCallback } from 'fastify';
import { addFaultRoutes } from './faults/addFaultRoutes';
import type { Faults } from './faults/createFaults';
import type { OpenApi } from './openApi';

/** A service of the sandbox: its API, and what it wrote down. */
export interface Service<Ledger> {
	openApi: OpenApi;
	api: FastifyPluginCallback;
	ledger: Ledger;
	faults: Faults;
	/** Empties the ledger and everything the service remembers, and clears its faults. */
	reset(): void;
}

export interface Server {
	baseUrl: string;
	/** Ends every connection at once. */
	close(): Promise<void>;
}

/** Serves the API on loopback, with the ledger and the faults beside it; rejects when the port is in use. */
export async function serve(service: Service<unknown>, port: number): Promise<Server> {
	const app: FastifyInstance = fastify({
		forceCloseConnections: true,
		// Ids up to the length the documents allow reach their validator.
		routerOptions: { maxParamLength: 1024 },
	});
	app.setValidatorCompiler(service.openApi.validatorCompiler);
	app.get('/sandbox/ledger', () => service.ledger);
	app.post('/sandbox/reset', (_request, reply) => {
		service.reset();
		return reply.code(204).send();
	});
	addFaultRoutes(app, service.faults);
	app.register(service.api);
	const baseUrl = await app.listen({ host: '127.0.0.1', port });
	return { baseUrl, close: async () => await app.close() };
}
