import { waitUnlessCancelled } from '../../nodes/shared/waitUnlessCancelled';
import { probe, probeApi } from '../support/probe';
import { runNode } from '../support/runNode';
import { time } from '../support/simulatedTime';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => time.pass(ms),
}));

/** Waits in a node, and tells what the wait said. */
async function waitInNode(ms: number, stop?: AbortSignal): Promise<boolean | undefined> {
	let over: boolean | undefined;
	const node = probe(async function () {
		over = await waitUnlessCancelled(this)(ms);
		return [[]];
	});
	await runNode(node, { credentials: [probeApi({})], stop });
	return over;
}

describe('A wait', () => {
	it.each([0, 1, 500, 501, 12_345])('of %i ms takes exactly that long', async (ms) => {
		expect(await waitInNode(ms)).toBe(true);
		expect(time.passedMs()).toBe(ms);
	});

	it('ends within a second of the moment in which the user stops the workflow', async () => {
		const stop = new AbortController();
		time.onWait = (passedMs) => {
			if (passedMs >= 3_000) stop.abort();
		};

		expect(await waitInNode(60_000, stop.signal)).toBe(false);
		expect(time.passedMs()).toBeLessThan(4_000);
	});

	it('that has no length ends with false all the same when the user stopped before', async () => {
		const stop = new AbortController();
		let over: boolean | undefined;
		const node = probe(async function () {
			stop.abort();
			over = await waitUnlessCancelled(this)(0);
			return [[]];
		});

		await runNode(node, { credentials: [probeApi({})], stop: stop.signal });

		expect(over).toBe(false);
	});
});
