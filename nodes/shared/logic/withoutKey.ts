/** To take less than this out of an answer would make nonsense of it, and no key is that short. */
const SHORTEST_KEY = 8;

/**
 * An answer without the API key: a service may repeat it where it says what is wrong with it, and
 * what a service says is shown to the user and kept with the execution.
 */
export function withoutKey(body: unknown, apiKey: string): unknown {
	if (apiKey.length < SHORTEST_KEY) return body;
	const asWritten = JSON.stringify(apiKey).slice(1, -1);
	const json = JSON.stringify(body) ?? '';
	return json.includes(asWritten) ? JSON.parse(json.replaceAll(asWritten, '(API key)')) : body;
}
