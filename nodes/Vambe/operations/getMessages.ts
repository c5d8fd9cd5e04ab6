import { readPages } from '../logic/readPages';
import { readContactId } from '../parameters/readContactId';
import { readLimit } from '../parameters/readLimit';
import type { Operation } from './Operation';
import { toFinding } from './toFinding';

/** The messages of the contact with the ID, all of them or the first so many. */
export const getMessages: Operation = async (context, itemIndex, requests) => {
	const contact = readContactId(context, itemIndex);
	if ('failure' in contact) return { found: [], failure: contact.failure };
	const wanted = readLimit(context, itemIndex);
	if ('failure' in wanted) return { found: [], failure: wanted.failure };

	const { contactId } = contact;
	const list = ({ page }: { page: number }) => requests.messages({ contactId, page });
	return toFinding(context, await readPages(list, wanted.limit), {
		rows: 'messages',
		ifCut: "To go on with those, turn off 'Return All' and set 'Limit' to their number.",
	});
};
