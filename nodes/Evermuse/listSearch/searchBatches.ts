import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { bodyOrThrow } from '../../shared/bodyOrThrow';
import { exchangeWith } from '../../shared/request';
import { createdAtMs } from '../logic/batchState';
import { listBatches } from '../transport/batches';

const PAGE_SIZE = 50;
const TIMEOUT_MS = 15_000;

/** The workspace's batches, newest first, for the locator's list. An empty list means there are none. */
export async function searchBatches(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const list = listBatches(exchangeWith(this, 'evermuseApi', TIMEOUT_MS));
	const page = bodyOrThrow(this, await list({ limit: PAGE_SIZE, cursor: paginationToken }));
	const wanted = filter?.toLowerCase() ?? '';
	return {
		results: page.batches
			.map((batch) => ({
				name: `${new Date(createdAtMs(batch)).toISOString().slice(0, 19).replace('T', ' ')} ${batch.status} (${batch.batchId})`,
				value: batch.batchId,
			}))
			.filter(({ name }) => name.toLowerCase().includes(wanted)),
		paginationToken: page.nextCursor ?? undefined,
	};
}
