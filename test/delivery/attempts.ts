import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { sharedTime } from './sharedTime';

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
				const outputs = (await node.execute?.call(inSharedTime(this))) as INodeExecutionData[][];
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

/** The same context, but no time passes during its requests. */
function inSharedTime(context: IExecuteFunctions): IExecuteFunctions {
	const { httpRequestWithAuthentication } = context.helpers;
	const helpers: IExecuteFunctions['helpers'] = Object.create(context.helpers, {
		httpRequestWithAuthentication: {
			async value(...given: Parameters<typeof httpRequestWithAuthentication>) {
				return await sharedTime.during(
					async () => await httpRequestWithAuthentication.apply(this, given),
				);
			},
		},
	});
	return Object.create(context, { helpers: { value: helpers } });
}

/** The requests of one attempt, of all that the service got. */
export function requestsOf<Request>(
	requests: readonly Request[],
	attempts: readonly Attempt[],
	attempt: Attempt,
): Request[] {
	const next = attempts[attempts.indexOf(attempt) + 1];
	return requests.slice(attempt.firstRequest, next?.firstRequest);
}
