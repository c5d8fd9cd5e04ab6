import type { INodeExecutionData, INodeType } from 'n8n-workflow';

/** The node run once. With Retry On Fail n8n may run it several times, and shows only the last. */
export interface Attempt {
	/** How many requests the service had got before. */
	firstRequest: number;
	/** What it returned. */
	output?: INodeExecutionData[];
	/** Or what it threw. */
	error?: { message: string; description?: string | null; httpCode?: string | null };
}

/**
 * A node that does as the given one does, with a list of how often it was run and what came of it.
 *
 * @param requests how many the service has got so far
 */
export function withAttempts(node: INodeType, requests: () => number) {
	const attempts: Attempt[] = [];
	const watched: INodeType = {
		...node,
		async execute() {
			const attempt: Attempt = { firstRequest: requests() };
			attempts.push(attempt);
			try {
				const outputs = (await node.execute?.call(this)) as INodeExecutionData[][];
				// The engine takes the items out of the list when it sorts them onto the outputs.
				attempt.output = [...outputs[0]];
				return outputs;
			} catch (error) {
				attempt.error = error as Error;
				throw error;
			}
		},
	};
	return { watched, attempts };
}
