import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { exchangeWith } from '../../shared/request';
import { listPipelines } from '../transport/pipelines';
import { bodyOrThrow } from '../../shared/bodyOrThrow';
import { LIST_TIMEOUT_MS } from './listTimeout';
import { matching } from './matching';

/** The pipelines of the account. An empty list means there are none. */
export async function searchPipelines(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const list = listPipelines(exchangeWith(this, 'vambeApi', LIST_TIMEOUT_MS));
	const pipelines = bodyOrThrow(this, await list());
	return {
		results: matching(
			pipelines.map(({ id, name }) => ({ name, value: id })),
			filter,
		),
	};
}
