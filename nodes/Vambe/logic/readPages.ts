import type { FailedReply, Send } from '../../shared/logic/reply';

/** An end for a list that never ends, far beyond what one run should hold in memory. */
export const MAX_PAGES = 1_000;

/** Which page of a list is asked for, in every way that a service may want to hear it. */
export interface Place {
	/** Its number, from 1. */
	page: number;
	/** How many rows the pages before it had. */
	offset: number;
	/** How many rows are still wanted. */
	wanted: number;
}

export interface Page<Row> {
	rows: Row[];
	/** Whether there are rows behind it; `undefined` if the service does not say. */
	hasMore: boolean | undefined;
}

export interface AllPages<Row> {
	kind: 'done';
	rows: Row[];
	/** Whether the reading ended before the list did, so that there are more, or may be. */
	isCut: boolean;
}

/**
 * Reads a list page by page, until there are `limit` rows or no more.
 *
 * The end is where the service says so, or a page that brings nothing new: a service that does not
 * know which page was asked for gives the same one for ever. A row that moves to a later page
 * meanwhile comes once.
 *
 * @returns all of them, or the reply that ended the reading: half a list is none
 */
export async function readPages<Row extends { id: string }>(
	send: Send<Place, Page<Row>>,
	limit: number,
): Promise<AllPages<Row> | FailedReply> {
	const found = new Map<string, Row>();
	const all = (isCut: boolean): AllPages<Row> => ({
		kind: 'done',
		rows: [...found.values()].slice(0, limit),
		isCut,
	});
	let offset = 0;
	for (let page = 1; page <= MAX_PAGES; page++) {
		const reply = await send({ page, offset, wanted: limit - found.size });
		if (reply.kind !== 'done') return reply;

		const { rows, hasMore } = reply.body;
		const before = found.size;
		for (const row of rows) found.set(row.id, row);
		offset += rows.length;
		if (hasMore === false || rows.length === 0 || found.size >= limit) return all(false);
		if (found.size === before) return all(hasMore === true);
	}
	return all(true);
}
