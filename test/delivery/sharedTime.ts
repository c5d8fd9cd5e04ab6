import { setImmediate } from 'node:timers/promises';
import { remove } from 'lodash';
import { time } from '../support/simulatedTime';

interface Sleeper {
	wakesAt: number;
	wake: () => void;
}

const sleepers: Sleeper[] = [];
const requests = new Set<object>();
let isPassing = false;

/**
 * Simulated time for a node that does several things at once: waits overlap, as real ones do, and no
 * time passes while a request is under way, so that the service writes down when each one began. A
 * test puts it in the place of n8n's own sleep:
 *
 *     jest.mock('n8n-workflow', () => ({
 *         ...jest.requireActual<object>('n8n-workflow'),
 *         sleep: async (ms: number) => await sharedTime.sleep(ms),
 *     }));
 */
export const sharedTime = {
	async sleep(ms: number): Promise<void> {
		await new Promise<void>((wake) => {
			// A timer counts whole milliseconds.
			sleepers.push({ wakesAt: time.now + Math.ceil(ms), wake });
			void pass();
		});
	},
	/** Time stands still until the request has come to its end. */
	async during<Answer>(request: () => Promise<Answer>): Promise<Answer> {
		const underWay = {};
		requests.add(underWay);
		try {
			return await request();
		} finally {
			requests.delete(underWay);
			void pass();
		}
	},
	requestsUnderWay: () => requests.size,
};

/** To the next moment at which somebody wakes up, again and again. */
async function pass(): Promise<void> {
	if (isPassing) return;
	isPassing = true;
	while (sleepers.length > 0 && requests.size === 0) {
		// Whoever has something to do does that first.
		await setImmediate();
		if (requests.size > 0) break;
		const next = Math.min(...sleepers.map(({ wakesAt }) => wakesAt));
		time.pass(Math.max(next - time.now, 0));
		for (const { wake } of remove(sleepers, ({ wakesAt }) => wakesAt <= time.now)) wake();
	}
	isPassing = false;
}

beforeEach(() => {
	sleepers.length = 0;
	requests.clear();
});
