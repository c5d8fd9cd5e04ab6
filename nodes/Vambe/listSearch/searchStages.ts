import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { bodyOrThrow } from '../../shared/bodyOrThrow';
import { BY_ID } from '../../shared/byHand';
import { insteadOfList } from '../../shared/insteadOfList';
import { LIST_TIMEOUT_MS } from '../../shared/listTimeout';
import { matching } from '../../shared/matching';
import { exchangeWith } from '../../shared/request';
import { listPipelines } from '../transport/pipelines';

const NO_STAGE = {
	message: 'The pipelines of this Vambe account have no stages yet',
	description: `Make one in Vambe and open the list again. ${BY_ID}`,
};

/**
 * The stages of every pipeline, each with its pipeline's name. An empty list means that none has what
 * was typed.
 */
export async function searchStages(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const list = listPipelines(exchangeWith(this, 'vambeApi', LIST_TIMEOUT_MS));
	const stages = bodyOrThrow(this, await list(), BY_ID).flatMap((pipeline) =>
		(pipeline.stages ?? []).map(({ id, name }) => ({
			name: `${pipeline.name}: ${name}`,
			value: id,
		})),
	);
	if (stages.length === 0) throw insteadOfList(this, NO_STAGE);
	return { results: matching(stages, filter) };
}
