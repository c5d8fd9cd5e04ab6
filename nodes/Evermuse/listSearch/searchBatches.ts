import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { bodyOrThrow } from '../../shared/bodyOrThrow';
import { BY_ID } from '../../shared/byHand';
import { insteadOfList } from '../../shared/insteadOfList';
import { LIST_TIMEOUT_MS } from '../../shared/listTimeout';
import { matching } from '../../shared/matching';
import { exchangeWith } from '../../shared/request';
import { createdAtMs } from '../logic/batchState';
import type { BatchStatus } from '../schemas/batchStatus';
import { listBatches } from '../transport/batches';

const PAGE_SIZE = 50;

/** How many pages are read for one look at the list, when what was typed is not on the first. */
const MAX_PAGES = 10;

const NO_BATCH = {
	message: 'This Evermuse workspace has no batches yet',
	description: `Evermuse Ingest makes one for every request it sends. ${BY_ID}`,
};

/**
 * The workspace's batches, newest first, page by page. Evermuse cannot search, so what was typed is
 * looked for in up to 500 at a time. An empty list means that none of them has it.
 */
export async function searchBatches(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const list = listBatches(exchangeWith(this, 'evermuseApi', LIST_TIMEOUT_MS));
	const results: INodeListSearchItems[] = [];
	let cursor = paginationToken;
	for (let pages = 0; pages < MAX_PAGES && results.length < PAGE_SIZE; pages++) {
		const page = bodyOrThrow(this, await list({ limit: PAGE_SIZE, cursor }), BY_ID);
		if (page.batches.length === 0 && !cursor) throw insteadOfList(this, NO_BATCH);
		results.push(...matching(page.batches.map(toEntry), filter));
		cursor = page.nextCursor ?? undefined;
		if (!cursor) break;
	}
	return { results, paginationToken: cursor };
}

/** "2026-03-02 12:00:01 COMPLETE (b-1)" */
const toEntry = (batch: BatchStatus) => {
	const createdAt = new Date(createdAtMs(batch)).toISOString().slice(0, 19).replace('T', ' ');
	return { name: `${createdAt} ${batch.status} (${batch.batchId})`, value: batch.batchId };
};
