import { readBaseUrl } from './baseUrl';

/** The part of a request that matters here. n8n's older helper calls the address `uri`. */
interface OutgoingRequest {
	url?: string;
	uri?: string;
	baseURL?: string;
	headers?: object;
}

/**
 * Puts the API key on a request, in the header that Vambe and Evermuse both read.
 *
 * A function, not n8n's declarative form: that one evaluates an expression for each request, at
 * less than half the throughput. The address is checked here as well as in `request.ts` because the
 * HTTP Request node and the credential's test come this way only.
 */
export function withApiKey<Request extends OutgoingRequest>(
	request: Request,
	apiKey: unknown,
): Request {
	const target = request.url || request.uri || '';
	const base = request.baseURL || undefined;
	// An absolute address wins over the base, as it does in n8n's helper.
	const address = readBaseUrl(URL.canParse(target, base) ? new URL(target, base).origin : base);
	if ('reason' in address) throw new Error(address.reason);
	return { ...request, headers: { ...request.headers, 'x-api-key': String(apiKey).trim() } };
}
