import { asText } from '../logic/asText';
import { invalidField } from '../logic/invalidField';
import type { Operation } from './Operation';

/** The contacts whose phone or email holds what was given. */
export const search: Operation = async (context, itemIndex, requests) => {
	const phone = asText(context.getNodeParameter('phone', itemIndex, ''));
	const email = asText(context.getNodeParameter('email', itemIndex, ''));
	if (!isTextOrNothing(phone)) return { found: [], failure: invalidField('Phone', 'is not text') };
	if (!isTextOrNothing(email)) return { found: [], failure: invalidField('Email', 'is not text') };
	if (phone === undefined && email === undefined) {
		const reason = "is empty, and so is 'Email': give at least one of them";
		return { found: [], failure: invalidField('Phone', reason) };
	}
	const reply = await requests.search({ phone, email });
	return reply.kind === 'done' ? { found: reply.body } : { found: [], failure: reply.failure };
};

const isTextOrNothing = (value: unknown): value is string | undefined =>
	value === undefined || typeof value === 'string';
