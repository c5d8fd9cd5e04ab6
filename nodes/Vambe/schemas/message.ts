import { z } from 'zod';

/** A message that was sent or received, with whatever Vambe says of it. */
const messageSchema = z.object({ id: z.string().min(1) }).passthrough();

/** One page of the messages of a contact. */
export const messagePageSchema = z.object({
	messages: z.array(messageSchema),
	/** Whether there is a page behind it, where Vambe says so. */
	hasMore: z.boolean().nullish(),
});

export type Message = z.infer<typeof messageSchema>;
export type MessagePage = z.infer<typeof messagePageSchema>;
