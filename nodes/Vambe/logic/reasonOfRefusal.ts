/** How Vambe's sending endpoints put a refusal into an answer with a good status. */
const STATUS_OF_REFUSAL = /^(fail|error|reject)/i;

/** Why an answer with a good status is a refusal all the same; `undefined` if it is none. */
export function reasonOfRefusal(body: unknown): string | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { success, ok, status, error, message } = body as Record<string, unknown>;
	const isRefused =
		success === false ||
		ok === false ||
		(typeof status === 'string' && STATUS_OF_REFUSAL.test(status)) ||
		Boolean(error);
	if (!isRefused) return undefined;
	const words = [message, error, status].find((word) => typeof word === 'string' && word !== '');
	return typeof words === 'string' ? words : 'without a reason';
}
