import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Faults } from './createFaults';
import { faultSchema } from './fault';

const orderSchema = z.strictObject({
	/** `null` is none. */
	plan: z.array(faultSchema.nullable()).optional(),
	always: faultSchema.nullable().optional(),
	only: z.string().optional(),
});

/** `POST` and `DELETE /sandbox/faults`: the same as `plan`, `always` and `clear`. */
export function addFaultRoutes(app: FastifyInstance, faults: Faults): void {
	app.post('/sandbox/faults', (request, reply) => {
		const { data: order, error } = orderSchema.safeParse(request.body);
		if (!order) return reply.code(400).send({ message: error.issues.map(describeIssue) });
		const { plan, always, only } = order;
		if (plan) faults.plan(plan.map(orNone), only);
		if (always !== undefined) faults.always(orNone(always), only);
		return reply.code(204).send();
	});
	app.delete('/sandbox/faults', (_request, reply) => {
		faults.clear();
		return reply.code(204).send();
	});
}

const orNone = <Value>(value: Value | null) => value ?? undefined;

const describeIssue = ({ path, message }: z.ZodIssue) => [...path, message].join(' ');
