import { z } from 'zod';

const count = () => z.number().refine((value) => Number.isInteger(value) && value >= 0);

/** Why Evermuse did not take one record of a batch. It names at most 20 of them. */
export const recordErrorSchema = z.object({
	index: z.number(),
	code: z.string().optional(),
	message: z.string().optional(),
});

/** What a 202 says of a batch ("IngestAcceptedResponse"). That some were refused lives inside a 202. */
export const receiptSchema = z.object({
	batchId: z.string().min(1),
	acceptedCount: count(),
	rejectedCount: count(),
	errors: z.array(recordErrorSchema).optional(),
});

export type RecordError = z.infer<typeof recordErrorSchema>;
export type Receipt = z.infer<typeof receiptSchema>;
