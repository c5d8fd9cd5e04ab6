import type { Json } from '../../shared/logic/itemResult';
import type { Failure, Send } from '../../shared/logic/reply';
import type { Exchanger } from '../../shared/request';
import { readWriteReply } from '../logic/readWriteReply';
import type { ContactUpsert } from '../schemas/contactUpsert';
import { upsertedSchema } from '../schemas/contactUpsert';

// The answer as it is, not zod's copy of it, so that nothing is added, lost or moved.
const readUpserted = (body: unknown) =>
	upsertedSchema.safeParse(body).success ? (body as Json) : undefined;

/** `POST /api/public/customer/upsert/info`: creates a contact, or updates the one that is there. */
export const upsertContact =
	(exchange: Exchanger): Send<ContactUpsert, Json> =>
	async (contact) => {
		const answer = await exchange({
			method: 'POST',
			path: '/api/public/customer/upsert/info',
			headers: { 'Content-Type': 'application/json' },
			body: Buffer.from(JSON.stringify(contact)),
		});
		const reply = readWriteReply(answer, readUpserted, Date.now());
		return reply.kind === 'lost' ? { ...reply, failure: inDoubt(reply.failure) } : reply;
	};

const inDoubt = (failure: Failure): Failure => ({
	...failure,
	message: `${failure.message}; the contact may or may not have been created or updated`,
	description:
		"Look the contact up in Vambe, for example with the operation 'Search'. It is also safe to run the item again after a moment: Vambe then finds the contact and updates it.",
});
