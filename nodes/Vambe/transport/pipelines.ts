import type { Reply } from '../../shared/logic/reply';
import type { Exchanger } from '../../shared/request';
import type { Pipeline } from '../schemas/pipeline';
import { pipelineListSchema } from '../schemas/pipeline';
import { readAnswer } from './readAnswer';

/** `GET /api/public/pipeline`: the account's pipelines with their stages. */
export const listPipelines = (exchange: Exchanger) => async (): Promise<Reply<Pipeline[]>> =>
	readAnswer(
		await exchange({ method: 'GET', path: '/api/public/pipeline' }),
		(body) => pipelineListSchema.safeParse(body).data,
	);
