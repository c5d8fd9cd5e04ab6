/**
 * Time that passes only while the code under test waits, so that no test does. Beside the import,
 * the test puts it in the place of n8n's own sleep:
 *
 *     jest.mock('n8n-workflow', () => ({
 *         ...jest.requireActual<object>('n8n-workflow'),
 *         sleep: async (ms: number) => time.pass(ms),
 *     }));
 */
export const time = {
	/** Epoch milliseconds, and what `performance.now()` gives. At noon before each test. */
	now: 0,
	/** What happens at each wait, with the milliseconds since noon. To give way is not to wait. */
	onWait: (_passedMs: number): void => undefined,
	/** How long the code under test has waited in all. */
	passedMs: () => time.now - NOON,
	pass(ms: number) {
		time.now += ms;
		if (ms > 0) time.onWait(time.passedMs());
	},
};

const NOON = Date.parse('2026-03-02T12:00:00.000Z');

beforeEach(() => {
	time.now = NOON;
	time.onWait = () => undefined;
	jest.spyOn(performance, 'now').mockImplementation(() => time.now);
});

afterEach(() => jest.restoreAllMocks());
