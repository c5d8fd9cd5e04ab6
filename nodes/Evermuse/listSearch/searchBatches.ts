import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
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
	const reply = await list({ limit: PAGE_SIZE, cursor: paginationToken });
	if (reply.kind !== 'done') {
		const { message, description } = reply.failure;
		throw new NodeOperationError(this.getNode(), message, { description });
	}
	const wanted = filter?.toLowerCase() ?? '';
	return {
		results: reply.body.batches
			.map((batch) => ({
				name: `${new Date(createdAtMs(batch)).toISOString().slice(0, 19).replace('T', ' ')} ${batch.status} (${batch.batchId})`,
				value: batch.batchId,
			}))
			.filter(({ name }) => name.toLowerCase().includes(wanted)),
		paginationToken: reply.body.nextCursor ?? undefined,
	};
}
