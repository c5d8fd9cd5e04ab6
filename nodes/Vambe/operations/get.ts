import type { Json } from '../../shared/logic/itemResult';
import { invalidField } from '../logic/invalidField';
import { readUuid } from '../logic/readUuid';
import { simplifyContact } from '../logic/simplifyContact';
import type { Operation } from './Operation';

/** The contact with the ID. */
export const get: Operation = async (context, itemIndex, requests) => {
	const { value } = context.getNodeParameter('contact', itemIndex) as { value?: unknown };
	const simplify = context.getNodeParameter('simplify', itemIndex, true);
	const { notFound } = context.getNodeParameter('options', itemIndex, {}) as Json;

	const read = readUuid(value);
	if ('reason' in read) return { found: [], failure: invalidField('Contact', read.reason) };
	const id = read.value;
	if (id === undefined) return { found: [], failure: invalidField('Contact', 'is empty') };

	const reply = await requests.get(id);
	if (reply.kind === 'done')
		return { found: [simplify ? simplifyContact(reply.body) : reply.body] };
	const isMissing = reply.failure.code === 'NOT_FOUND';
	return isMissing && notFound === 'empty'
		? { found: [{ id, found: false }] }
		: { found: [], failure: reply.failure };
};
