import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { exchangeWith } from '../../shared/request';
import { listPipelines } from '../transport/pipelines';
import { bodyOrThrow } from '../../shared/bodyOrThrow';
import { LIST_TIMEOUT_MS } from './listTimeout';
import { matching } from './matching';

/** The stages of every pipeline, each with its pipeline's name. An empty list means there are none. */
export async function searchStages(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const list = listPipelines(exchangeWith(this, 'vambeApi', LIST_TIMEOUT_MS));
	const stages = bodyOrThrow(this, await list()).flatMap((pipeline) =>
		(pipeline.stages ?? []).map(({ id, name }) => ({
			name: `${pipeline.name}: ${name}`,
			value: id,
		})),
	);
	return { results: matching(stages, filter) };
}
