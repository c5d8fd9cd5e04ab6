import { z } from 'zod';

const named = { id: z.string().min(1), name: z.string() };

/** The pipelines of an account, each with its stages in order. */
export const pipelineListSchema = z.array(
	z.object({ ...named, stages: z.array(z.object(named)).optional() }),
);

export type Pipeline = z.infer<typeof pipelineListSchema>[number];
