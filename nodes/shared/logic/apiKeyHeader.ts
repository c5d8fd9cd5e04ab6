import { readBaseUrl } from './baseUrl';

/** The part of a request that matters here. n8n's older helper calls the address `uri`. */
interface OutgoingRequest {
	url?: string;
	uri?: string;
	baseURL?: string;
	headers?: object;
	maxRedirects?: number;
}

const KEY_WITHHELD = 'KEY_WITHHELD';

/** The key stayed here, and so did the request. No `code`: n8n's credential test would show that. */
export class KeyWithheld extends Error {
	/** What is left to know it by in a version of n8n that loses the cause of an error. */
	readonly httpCode = KEY_WITHHELD;
}

export const isKeyWithheld = ({ httpCode }: { httpCode?: unknown }): boolean =>
	httpCode === KEY_WITHHELD;

/**
 * Puts the API key on a request, in the header that Vambe and Evermuse both read.
 *
 * A function, not n8n's declarative form: that one evaluates an expression for each request, at
 * less than half the throughput. Where the request goes is checked here as well as in `request.ts`:
 * the HTTP Request node and the credential's test come this way only, and somebody may change the
 * credential, key and address, while a run goes on.
 */
export function withApiKey<Request extends OutgoingRequest>(
	request: Request,
	{ apiKey, baseUrl }: { apiKey?: unknown; baseUrl?: unknown },
): Request {
	const home = readBaseUrl(baseUrl);
	if ('reason' in home) throw new KeyWithheld(home.reason);
	const { origin } = new URL(home.url);
	if (originOf(request) !== origin) {
		throw new KeyWithheld(`The API key goes to ${origin} only, the 'Base URL' of its credential`);
	}
	return {
		...request,
		headers: { ...request.headers, 'x-api-key': String(apiKey).trim() },
		// n8n's HTTP Request node follows redirects, and then takes this header along to any other host.
		maxRedirects: 0,
	};
}

/** An absolute address wins over the base, as it does in n8n's helper. */
function originOf({ url, uri, baseURL }: OutgoingRequest): string | undefined {
	const target = url || uri || '';
	const base = baseURL || undefined;
	return URL.canParse(target, base) ? new URL(target, base).origin : undefined;
}
