import { z } from 'zod';

/** A contact in a list or by itself: what it is known by, and whatever else Vambe says of it. */
export const contactSchema = z.object({ id: z.string().min(1) }).passthrough();

export const contactListSchema = z.array(contactSchema);

export type Contact = z.infer<typeof contactSchema>;
