import type { Json } from '../../shared/logic/itemResult';
import { simplifyContact } from '../logic/simplifyContact';
import { readContactId } from '../parameters/readContactId';
import type { Operation } from './Operation';

/** The contact with the ID. */
export const get: Operation = async (context, itemIndex, requests) => {
	const simplify = context.getNodeParameter('simplify', itemIndex, true);
	const { notFound } = context.getNodeParameter('options', itemIndex, {}) as Json;
	const read = readContactId(context, itemIndex);
	if ('failure' in read) return { found: [], failure: read.failure };
	const { contactId } = read;

	const reply = await requests.get(contactId);
	if (reply.kind === 'done') {
		return { found: [simplify ? simplifyContact(reply.body) : reply.body] };
	}
	const { failure } = reply;
	if (failure.code !== 'NOT_FOUND') return { found: [], failure };
	if (notFound === 'empty') return { found: [{ id: contactId, found: false }] };
	const description = `${failure.description} To go on without it, set 'If Not Found' in the options to Return Empty.`;
	return { found: [], failure: { ...failure, description } };
};
