import { isString } from 'lodash';
import { isKeyWithheld } from './apiKeyHeader';
import type { Exchange } from './exchange';

/**
 * In many versions of n8n, from 1.110 to 2.23 at least, n8n's own errors lose their cause. What is left
 * of it are its code, as `httpCode`, and its message, in `messages`.
 */
interface NetworkError {
	code?: unknown;
	httpCode?: unknown;
	syscall?: unknown;
	message?: unknown;
	messages?: unknown;
	cause?: unknown;
	errors?: unknown;
}

const REASONS: Record<string, string> = {
	ECONNREFUSED: 'the connection was refused',
	ECONNRESET: 'the connection was closed before the answer was complete',
	ECONNABORTED: 'no answer came in time',
	EAI_AGAIN: 'its name could not be looked up',
	EHOSTUNREACH: 'there is no route to its host',
	ENETUNREACH: 'there is no route to its network',
	ENOTFOUND: 'there is no host of that name',
	ERR_BAD_RESPONSE: 'the connection was closed before the answer was complete',
	ERR_CANCELED: 'no answer came in time',
	ETIMEDOUT: 'no answer came in time',
};

/** The system calls before anything is sent, whose name also begins the message of Node.js. */
const FIRST_CALLS = /^(connect|getaddrinfo)\b/;

/** Codes that no other system call gives. */
const FIRST_CODES = new Set(['EAI_AGAIN', 'ECONNREFUSED', 'ENOTFOUND']);

/** Failures of the TLS handshake in which the service's certificate was not trusted. */
const CERTIFICATE_CODES =
	/^(CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)_|ERR_TLS_CERT_)/;

/**
 * What an error of n8n's HTTP helper proves.
 *
 * Only a failed connect, a failed look-up, a refused certificate or a key that was withheld prove that
 * nothing was sent. A reset or a time-out looks the same during the upload, after the whole request and
 * inside the answer, so it proves nothing.
 */
export function classifyError(error: unknown): Exchange {
	const chain = networkErrors(error);
	const withheld = chain.find(isKeyWithheld);
	if (withheld) return { kind: 'unreachable', reason: String(withheld.message), forGood: true };
	const codes = chain.flatMap(({ code, httpCode }) => [code, httpCode]).filter(isString);
	const refused = codes.find((code) => CERTIFICATE_CODES.test(code));
	if (refused) {
		const reason = `its certificate is not trusted (${refused})`;
		return { kind: 'unreachable', reason, forGood: true };
	}
	const reason =
		codes.map((code) => REASONS[code]).find((text) => text !== undefined) ??
		chain.map(({ message }) => message).find(isString) ??
		'the connection failed';
	const calls = chain.flatMap(({ syscall, messages }) => [syscall, messages].flat());
	const neverLeft =
		calls.some((call) => isString(call) && FIRST_CALLS.test(call)) ||
		codes.some((code) => FIRST_CODES.has(code));
	return { kind: neverLeft ? 'unreachable' : 'unanswered', reason };
}

/** An error with everything it was caused by, outermost first. n8n and axios each wrap what they catch. */
function networkErrors(error: unknown): NetworkError[] {
	const found: NetworkError[] = [];
	const open: unknown[] = [error];
	while (open.length > 0) {
		const next = open.shift();
		if (typeof next !== 'object' || next === null || found.includes(next)) continue;
		const { cause, errors } = next as NetworkError;
		found.push(next);
		open.push(cause, ...(Array.isArray(errors) ? errors : []));
	}
	return found;
}
