/** What happens to one request in four; each leaves the connection in another state. */
const FAULTS = [
	{ kind: 'refuse', status: 429, retryAfter: 1 },
	{ kind: 'refuse', status: 503 },
	{ kind: 'reset', at: 'request', commit: 'before' },
	{ kind: 'reset', at: 'request', commit: 'never' },
	{ kind: 'resetUpload' },
	{ kind: 'close', at: 'head', commit: 'before' },
	{ kind: 'cut', framing: 'length', commit: 'before' },
	{ kind: 'hang', at: 'body', commit: 'before' },
	{ kind: 'drip', at: 'body', msPerByte: 100, commit: 'never' },
	{ kind: 'wrongBody', body: 'html', commit: 'before' },
	{ kind: 'redirect', status: 307, to: 'http://127.0.0.1:1/' },
];
const PLANNED = 1_000;

const fault = () =>
	Math.random() < 0.25 ? FAULTS[Math.floor(Math.random() * FAULTS.length)] : null;

/** Has a local service misbehave now and then. */
export async function disturb(service) {
	const plan = Array.from({ length: PLANNED }, fault);
	const { status } = await fetch(`${service}/sandbox/faults`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', connection: 'close' },
		body: JSON.stringify({ plan }),
	});
	if (status !== 204) throw new Error(`The sandbox answered ${status} to a plan of faults`);
}
