import { z } from 'zod';

/** A channel of the account. Its ID is a number on WhatsApp's own API, a text elsewhere. */
export const channelSchema = z.object({
	id: z.union([z.string().min(1), z.number()]),
	name: z.string().nullable().optional(),
	phone_number: z.string().nullable().optional(),
});

export type Channel = z.infer<typeof channelSchema>;
