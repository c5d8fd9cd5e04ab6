import { once } from 'lodash';
import type { IExecuteFunctions, IHttpRequestMethods, ILoadOptionsFunctions } from 'n8n-workflow';
import { readBaseUrl } from './logic/baseUrl';
import { classifyError } from './logic/classifyError';
import type { Exchange } from './logic/exchange';
import { withoutKey } from './logic/withoutKey';

/** A timer counts whole milliseconds, up to this many: 24 days. More of them fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export type RequestContext = IExecuteFunctions | ILoadOptionsFunctions;

export interface ServiceRequest {
	method: IHttpRequestMethods;
	/** The path behind the credential's base URL, with a leading slash. */
	path: string;
	/** Query parameters; those that are `undefined` are left out. */
	query?: Record<string, string | number | undefined>;
	headers?: Record<string, string>;
	/**
	 * The exact bytes to send. A Buffer, never text: text costs n8n's helper ten times the CPU, and
	 * NDJSON as text would be encoded twice.
	 */
	body?: Buffer;
}

/** One exchange with a service: it never throws. */
export type Exchanger = (request: ServiceRequest) => Promise<Exchange>;

/**
 * The one place where a request leaves the package.
 *
 * @param credential the credential type's name; its key goes into the request inside n8n
 * @param timeoutMs a hard limit on the whole exchange. n8n's own `timeout` never fires while an
 * answer drips in, so this one is an abort signal.
 * @returns a function that makes one exchange
 */
export function exchangeWith(
	context: RequestContext,
	credential: string,
	timeoutMs: number,
): Exchanger {
	// n8n decrypts a credential each time it is asked: once for the address is enough.
	const readCredential = once(async () => {
		try {
			const { baseUrl, apiKey } = await context.getCredentials(credential);
			return { address: readBaseUrl(baseUrl), apiKey: String(apiKey ?? '').trim() };
		} catch (error) {
			// Thrown, n8n would pass the input on as if it had been sent, where the user chose to continue.
			const reason = error instanceof Error ? error.message : String(error);
			return { address: { reason }, apiKey: '' };
		}
	});
	return async ({ method, path, query, headers, body }) => {
		const { address, apiKey } = await readCredential();
		if ('reason' in address) return { kind: 'unreachable', reason: address.reason, forGood: true };

		const cancelled =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
		// n8n's Retry On Fail runs a node again even after the user stopped the workflow.
		if (cancelled?.aborted) return { kind: 'cancelled', begun: false };
		const deadline = AbortSignal.timeout(Math.min(Math.ceil(timeoutMs), MAX_TIMER_MS));
		const limits = cancelled ? [cancelled, deadline] : [deadline];
		try {
			const {
				statusCode,
				headers: received,
				body: answer,
			} = await within(limits, async (signal) => {
				// n8n's helper takes the signal from its context and from nowhere else.
				const contextWithLimits: RequestContext = Object.create(context, {
					getExecutionCancelSignal: { value: () => signal },
				});
				return await context.helpers.httpRequestWithAuthentication.call(
					contextWithLimits,
					credential,
					{
						method,
						url: address.url + path,
						qs: query,
						headers: { Accept: 'application/json', ...headers },
						body,
						// A 401 would otherwise be sent a second time, and a followed redirect can turn our POST
						// into somebody else's "202 Accepted", with the key in a stranger's log.
						returnFullResponse: true,
						ignoreHttpStatusErrors: true,
						disableFollowRedirect: true,
					},
				);
			});
			const told = withoutKey(answer, apiKey);
			return { kind: 'answered', status: statusCode, headers: received, body: told };
		} catch (error) {
			return cancelled?.aborted ? { kind: 'cancelled', begun: true } : classifyError(error);
		}
	};
}

/**
 * Ends work when the first of these signals comes, even work that does not obey its own: before n8n
 * 1.123, an answer whose compression is broken never comes to an end. (`AbortSignal.any` would cost
 * several times as much, for each request.)
 */
async function within<Result>(
	limits: readonly AbortSignal[],
	work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
	const controller = new AbortController();
	let end = () => {};
	const ended = new Promise<never>((_resolve, reject) => {
		end = () => {
			controller.abort();
			reject(new Error('no answer came in time'));
		};
	});
	for (const limit of limits) limit.addEventListener('abort', end);
	try {
		return await Promise.race([work(controller.signal), ended]);
	} finally {
		for (const limit of limits) limit.removeEventListener('abort', end);
	}
}
