import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { bodyOrThrow } from '../../shared/bodyOrThrow';
import { BY_ID } from '../../shared/byHand';
import { insteadOfList } from '../../shared/insteadOfList';
import { LIST_TIMEOUT_MS } from '../../shared/listTimeout';
import { matching } from '../../shared/matching';
import { exchangeWith } from '../../shared/request';
import { listPipelines } from '../transport/pipelines';

const NO_PIPELINE = {
	message: 'This Vambe account has no pipelines yet',
	description: `Make one in Vambe and open the list again. ${BY_ID}`,
};

/** The pipelines of the account. An empty list means that none has what was typed. */
export async function searchPipelines(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const list = listPipelines(exchangeWith(this, 'vambeApi', LIST_TIMEOUT_MS));
	const pipelines = bodyOrThrow(this, await list(), BY_ID);
	if (pipelines.length === 0) throw insteadOfList(this, NO_PIPELINE);
	return {
		results: matching(
			pipelines.map(({ id, name }) => ({ name, value: id })),
			filter,
		),
	};
}
