import { z } from 'zod';

/** The answer to an event that Vambe took: the ID, as Vambe gave it. */
export const receiptSchema = z.object({
	id: z.union([z.string().min(1), z.number()]),
});

export type Receipt = z.infer<typeof receiptSchema>;
