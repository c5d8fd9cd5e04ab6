import type { ReceivedRequest, Traffic } from '../../sandbox/ledger';

/** Real milliseconds between two looks. */
const LOOK_EVERY_MS = 20;

/**
 * Makes `AbortSignal.timeout` end what would never end, and nothing else: a machine that is busy
 * must not turn a good answer into a time-out. How long a node asked to wait does not matter.
 *
 * @returns ends the looking
 */
export function endStuckRequests(traffic: Traffic<ReceivedRequest>): () => void {
	const waiting = new Set<AbortController>();
	jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
		const controller = new AbortController();
		waiting.add(controller);
		return controller.signal;
	});
	let ended = traffic.requests.length;
	const looking = setInterval(() => {
		const { requests, inFlight } = traffic;
		if (inFlight === 0 || !requests.slice(ended).some(isStuck)) return;
		ended = requests.length;
		for (const controller of waiting) controller.abort(new DOMException('', 'TimeoutError'));
		waiting.clear();
	}, LOOK_EVERY_MS);
	return () => clearInterval(looking);
}

/** Whether it will never be answered. */
const isStuck = ({ fault }: ReceivedRequest): boolean =>
	fault?.kind === 'hang' || fault?.kind === 'drip';
