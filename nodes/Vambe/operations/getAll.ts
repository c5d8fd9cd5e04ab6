import type { Json } from '../../shared/logic/itemResult';
import { failureOf } from '../../shared/logic/readReply';
import { VAMBE } from '../advice';
import { asText } from '../logic/asText';
import { invalidField } from '../logic/invalidField';
import { readContactFilters } from '../logic/readContactFilters';
import { readPages } from '../logic/readPages';
import type { Operation } from './Operation';

/** The contacts that pass the filters, all of them or the first so many. */
export const getAll: Operation = async (context, itemIndex, requests) => {
	const returnAll = context.getNodeParameter('returnAll', itemIndex, false);
	const limit = returnAll
		? Infinity
		: Number(asText(context.getNodeParameter('limit', itemIndex, 50)));
	const filters = context.getNodeParameter('filters', itemIndex, {}) as Json;

	if (!(limit >= 1)) return { found: [], failure: invalidField('Limit', 'is not a number from 1') };
	const read = readContactFilters(filters, context.getTimezone());
	if ('failure' in read) return { found: [], failure: read.failure };

	const pages = await readPages((stretch) => requests.list({ ...read.query, ...stretch }), limit);
	if (pages.kind !== 'done') return { found: [], failure: pages.failure };
	if (!pages.isCut) return { found: pages.contacts };

	const count = pages.contacts.length.toLocaleString('en-US');
	const message = `Reading ended at ${count} contacts: there may be more`;
	context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	const failure = failureOf(VAMBE, 'NOT_SENT', 'notSent', message, {
		description:
			"Ask for fewer at a time, with 'Created After', 'Updated After' or another filter.",
	});
	return { found: pages.contacts, failure };
};
