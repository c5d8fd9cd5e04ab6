import { z } from 'zod';

const count = () => z.number().refine((value) => Number.isInteger(value) && value >= 0);

/** What may be missing, as some services write it: as `null`. */
const maybe = <Schema extends z.ZodTypeAny>(schema: Schema) =>
	schema.nullish().transform((value): z.infer<Schema> | undefined => value ?? undefined);

/** Why Evermuse did not take one record of a batch. It names at most 20 of them. */
export const recordErrorSchema = z.object({
	index: z.number(),
	code: maybe(z.string()),
	message: maybe(z.string()),
});

/** What a 202 says of a batch ("IngestAcceptedResponse"). That some were refused lives inside a 202. */
export const receiptSchema = z.object({
	batchId: z.string().min(1),
	acceptedCount: count(),
	rejectedCount: count(),
	totalErrorCount: maybe(count()),
	errors: maybe(z.array(recordErrorSchema)),
});

/**
 * The records that a refusal of a whole batch (400) names. The document shows them under `errors` in
 * its words and under the open `details` in its schema.
 */
export function recordErrorsOf(body: unknown): RecordError[] {
	const { errors, details } = (body ?? {}) as { errors?: unknown; details?: unknown };
	const inside = (details as { errors?: unknown } | null | undefined)?.errors;
	const named = [errors, inside, details].find((list) => Array.isArray(list));
	return ((named ?? []) as unknown[]).flatMap(
		(entry) => recordErrorSchema.safeParse(entry).data ?? [],
	);
}

export type RecordError = z.infer<typeof recordErrorSchema>;
export type Receipt = z.infer<typeof receiptSchema>;
