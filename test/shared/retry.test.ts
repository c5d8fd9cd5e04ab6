import type { Failure, Reply } from '../../nodes/shared/logic/reply';
import type { RetryPolicy } from '../../nodes/shared/logic/retry';
import { delayBeforeRetry, withRetry } from '../../nodes/shared/logic/retry';

const POLICY: RetryPolicy = { maxRetries: 3, maxWaitMs: 60_000, repeatWhenLost: true };
const FAILURE: Failure = {
	outcome: 'unsure',
	code: 'SERVER_FAULT',
	message: 'It broke',
	description: 'Try again.',
};

const done: Reply<string> = { kind: 'done', body: 'yes' };
const refused: Reply<string> = { kind: 'refused', failure: FAILURE };
const tooLarge: Reply<string> = { kind: 'tooLarge', failure: FAILURE };
const lost: Reply<string> = { kind: 'lost', failure: FAILURE };
const busy = (retryAfterMs?: number): Reply<string> => ({
	kind: 'busy',
	failure: FAILURE,
	retryAfterMs,
});

/** Sends once and again; the service gives these replies in turn, and the last one for ever. */
async function sendWithRetry(
	replies: Array<Reply<string>>,
	{ policy = POLICY, random = 0.5, stopAtWait = Infinity } = {},
) {
	const requests: string[] = [];
	const waits: number[] = [];
	const send = withRetry<string, string>(
		async (request) => {
			requests.push(request);
			return replies[Math.min(requests.length, replies.length) - 1];
		},
		policy,
		{ wait: async (ms) => waits.push(ms) < stopAtWait, random: () => random },
	);
	return { reply: await send('the request'), requests, waits };
}

describe('A request', () => {
	it.each([
		['busy', busy(), true, true],
		['busy, even where a repeat does harm', busy(), false, true],
		['lost', lost, true, true],
		['lost where a repeat does harm', lost, false, false],
		['done', done, true, false],
		['refused', refused, true, false],
		['too large', tooLarge, true, false],
	])('that is %s is repeated or not', async (_what, reply, repeatWhenLost, isRepeated) => {
		const { requests } = await sendWithRetry([reply, done], {
			policy: { ...POLICY, repeatWhenLost },
		});

		expect(requests).toEqual(isRepeated ? ['the request', 'the request'] : ['the request']);
	});

	it('is done when a repeat is done, and says how many requests it took', async () => {
		const { reply } = await sendWithRetry([busy(), lost, done]);

		expect(reply).toEqual({ kind: 'done', body: 'yes', attempts: 3 });
	});

	it('fails with the last reply when its retries are used up', async () => {
		const { reply, requests } = await sendWithRetry([busy(), busy(), busy(), lost]);

		expect(requests).toHaveLength(1 + POLICY.maxRetries);
		expect(reply).toEqual({ kind: 'lost', failure: { ...FAILURE, attempts: 4 } });
	});

	it.each([
		['busy', busy(90_000)],
		['refused', refused],
		['too large', tooLarge],
	])('that was lost once stays unclear, even if a repeat is %s', async (_what, last) => {
		const notSent = {
			...last,
			failure: { ...FAILURE, outcome: 'notSent', code: 'X', description: 'Nothing was sent.' },
		} as Reply<string>;

		const { reply } = await sendWithRetry([lost, notSent]);

		expect(reply).toMatchObject({
			kind: last.kind,
			failure: { outcome: 'unsure', code: 'X', description: 'Try again.', attempts: 2 },
		});
	});

	it('that was never lost is not unclear', async () => {
		const failure: Failure = { ...FAILURE, outcome: 'notSent' };

		const { reply } = await sendWithRetry([
			{ kind: 'busy', failure },
			{ kind: 'refused', failure },
		]);

		expect(reply).toMatchObject({ failure: { outcome: 'notSent', attempts: 2 } });
	});

	it('is sent once without retries', async () => {
		const { requests } = await sendWithRetry([lost], { policy: { ...POLICY, maxRetries: 0 } });

		expect(requests).toHaveLength(1);
	});

	it('waits as long as the service says', async () => {
		const { waits } = await sendWithRetry([busy(7_000), busy(9_000), done]);

		expect(waits).toEqual([7_000, 9_000]);
	});

	it.each([
		['is given up at once when it would have to wait too long', [busy(60_001)], []],
		['waits when that is just short enough', [busy(60_000), done], [60_000]],
		['is given up when its waits together are too long', [busy(40_000)], [40_000]],
		['waits twice when that is just short enough', [busy(30_000)], [30_000, 30_000]],
	])('%s', async (_what, replies, waited) => {
		const { waits } = await sendWithRetry(replies);

		expect(waits).toEqual(waited);
	});

	it('is not sent again once the user stopped the workflow, and says so', async () => {
		const { reply, requests } = await sendWithRetry([lost], { stopAtWait: 2 });

		expect(requests).toHaveLength(2);
		expect(reply).toEqual({
			kind: 'lost',
			failure: {
				...FAILURE,
				code: 'CANCELLED',
				message: 'The workflow was stopped before it could be sent again',
				attempts: 2,
			},
		});
	});

	it('keeps its waits apart from those of the request before it', async () => {
		const waits: number[] = [];
		const send = withRetry<string, string>(
			async () => busy(60_000),
			{ ...POLICY, maxRetries: 1 },
			{ wait: async (ms) => waits.push(ms) > 0, random: Math.random },
		);

		await send('one');
		await send('two');
		expect(waits).toEqual([60_000, 60_000]);
	});
});

describe('The wait before a repeat', () => {
	const MANY = { ...POLICY, maxRetries: 20 };

	it.each([
		[1, 500],
		[2, 1_000],
		[3, 2_000],
		[6, 16_000],
		[7, 30_000],
		[20, 30_000],
	])('after %i requests is anything up to %i ms', (attempt, mostMs) => {
		expect(delayBeforeRetry(lost, attempt, MANY, () => 0)).toBe(0);
		expect(delayBeforeRetry(lost, attempt, MANY, () => 0.25)).toBe(mostMs / 4);
		expect(delayBeforeRetry(lost, attempt, MANY, () => 0.999)).toBeCloseTo(mostMs * 0.999);
	});

	it('is left to chance when a busy service names no time', () => {
		expect(delayBeforeRetry(busy(), 1, MANY, () => 0.5)).toBe(250);
	});

	it('is not left to chance when the service names a time', () => {
		expect(delayBeforeRetry(busy(5_000), 4, MANY, () => 0.5)).toBe(5_000);
	});
});
