import type { ReceivedRequest, Traffic } from '../../sandbox/ledger';
import { sharedTime } from './sharedTime';

/** Real milliseconds between two looks. */
const LOOK_EVERY_MS = 10;

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
	let seen = 0;
	const looking = setInterval(() => {
		const { requests } = traffic;
		const stuck = requests.slice(ended).filter(isStuck).length;
		// What came only now may not have been read yet, and all others are to have their answer.
		const isOver = stuck > 0 && stuck === seen && stuck === sharedTime.requestsUnderWay();
		seen = stuck;
		if (!isOver) return;
		ended = requests.length;
		for (const controller of waiting) controller.abort(new DOMException('', 'TimeoutError'));
		waiting.clear();
	}, LOOK_EVERY_MS);
	return () => clearInterval(looking);
}

/** Whether it will never be answered. */
const isStuck = ({ fault }: ReceivedRequest): boolean =>
	fault?.kind === 'hang' || fault?.kind === 'drip';
