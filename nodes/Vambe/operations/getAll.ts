import type { Json } from '../../shared/logic/itemResult';
import { contactPages } from '../logic/contactPages';
import { readContactFilters } from '../logic/readContactFilters';
import { readPages } from '../logic/readPages';
import { readLimit } from '../parameters/readLimit';
import type { Operation } from './Operation';
import { toFinding } from './toFinding';

/** The contacts that pass the filters, all of them or the first so many. */
export const getAll: Operation = async (context, itemIndex, requests) => {
	const filters = context.getNodeParameter('filters', itemIndex, {}) as Json;
	const wanted = readLimit(context, itemIndex);
	if ('failure' in wanted) return { found: [], failure: wanted.failure };
	const read = readContactFilters(filters, context.getTimezone());
	if ('failure' in read) return { found: [], failure: read.failure };

	const list = contactPages((stretch) => requests.list({ ...read.query, ...stretch }));
	return toFinding(context, await readPages(list, wanted.limit), {
		rows: 'contacts',
		ifCut: "Ask for fewer at a time, with 'Created After', 'Updated After' or another filter.",
	});
};
