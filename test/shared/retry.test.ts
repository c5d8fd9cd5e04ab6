import { createPause } from '../../nodes/shared/logic/pause';
import type { Failure, Reply } from '../../nodes/shared/logic/reply';
import type { Gate, RetryPolicy } from '../../nodes/shared/logic/retry';
import { backoffMs, withRetry } from '../../nodes/shared/logic/retry';

const POLICY: RetryPolicy = { maxRetries: 3, maxWaitMs: 60_000, maxRepeatsWhenLost: () => 3 };
const FAILURE: Failure = {
	outcome: 'unsure',
	code: 'SERVER_FAULT',
	message: 'It broke',
	description: 'Try again.',
};
const LIMITED: Failure = { ...FAILURE, outcome: 'notSent', code: 'RATE_LIMITED' };

const done: Reply<string> = { kind: 'done', body: 'yes' };
const refused: Reply<string> = { kind: 'refused', failure: FAILURE };
const tooLarge: Reply<string> = { kind: 'tooLarge', failure: FAILURE };
const lost: Reply<string> = { kind: 'lost', failure: FAILURE };
const busy: Reply<string> = { kind: 'busy', failure: FAILURE };
/** Without a number, the service does not say for how long. */
const limited = (seconds?: number): Reply<string> => ({
	kind: 'busy',
	failure: { ...LIMITED, retryAfterSeconds: seconds },
	retryAfterMs: seconds && seconds * 1_000,
});

/** Sends once and again; the service gives these replies in turn, and the last one for ever. */
async function sendWithRetry(
	replies: Array<Reply<string>>,
	{ policy = {}, random = 0.5, stopAtWait = Infinity, gate }: Setup = {},
) {
	const requests: string[] = [];
	const waits: number[] = [];
	let now = 0;
	const pause = createPause(() => now);
	const send = withRetry<string, string>(
		async (request) => {
			requests.push(request);
			return replies[Math.min(requests.length, replies.length) - 1];
		},
		{ ...POLICY, ...policy },
		{
			wait: async (ms) => {
				now += ms;
				return waits.push(ms) < stopAtWait;
			},
			random: () => random,
			pause,
		},
		gate,
	);
	return { reply: await send('the request'), requests, waits, pause };
}

interface Setup {
	policy?: Partial<RetryPolicy>;
	random?: number;
	/** The user presses Stop during this wait, from 1. */
	stopAtWait?: number;
	gate?: Gate;
}

describe('A request', () => {
	it.each([
		['busy', busy, 3, true],
		['busy, even where a repeat does harm', busy, 0, true],
		['lost', lost, 3, true],
		['lost where a repeat does harm', lost, 0, false],
		['done', done, 3, false],
		['refused', refused, 3, false],
		['too large', tooLarge, 3, false],
	])('that is %s is repeated or not', async (_what, reply, whenLost, isRepeated) => {
		const { requests } = await sendWithRetry([reply, done], {
			policy: { maxRepeatsWhenLost: () => whenLost },
		});

		expect(requests).toEqual(isRepeated ? ['the request', 'the request'] : ['the request']);
	});

	it('is done when a repeat is done, and says how many requests it took', async () => {
		const { reply } = await sendWithRetry([busy, lost, done]);

		expect(reply).toEqual({ kind: 'done', body: 'yes', attempts: 3 });
	});

	it('fails with the last reply when its retries are used up', async () => {
		const { reply, requests } = await sendWithRetry([busy, busy, busy, lost]);

		expect(requests).toHaveLength(1 + POLICY.maxRetries);
		expect(reply).toEqual({ kind: 'lost', failure: { ...FAILURE, attempts: 4 } });
	});

	it.each([
		['beyond its budget', limited(90)],
		['refused', refused],
		['too large', tooLarge],
	])('that was lost once stays unclear, even if a repeat is %s', async (_what, last) => {
		const failure = { outcome: 'notSent', code: 'X', description: 'Nothing was sent.' };
		const notSent = { ...last, failure: { ...FAILURE, ...failure } } as Reply<string>;

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

	it.each([
		['lost', lost],
		['busy', busy],
		['asked to wait', limited(1)],
	])('is sent once without retries, though it is %s', async (_what, reply) => {
		const { requests, waits } = await sendWithRetry([reply], { policy: { maxRetries: 0 } });

		expect(requests).toHaveLength(1);
		expect(waits).toEqual([]);
	});

	it.each([
		[0, 1],
		[1, 2],
		[2, 3],
		[9, 1 + POLICY.maxRetries],
	])('that may be lost %i times more is sent %i times', async (whenLost, times) => {
		const { requests } = await sendWithRetry([lost], {
			policy: { maxRepeatsWhenLost: () => whenLost },
		});

		expect(requests).toHaveLength(times);
	});

	it('has as many repeats when lost as the policy gives to a request like it', async () => {
		const whenLost = jest.fn(() => 1);

		await sendWithRetry([lost], { policy: { maxRepeatsWhenLost: whenLost } });

		expect(whenLost).toHaveBeenCalledWith('the request');
	});

	it('that was busy in between counts only how often it was lost', async () => {
		const { requests } = await sendWithRetry([lost, busy, lost], {
			policy: { maxRepeatsWhenLost: () => 1 },
		});

		expect(requests).toHaveLength(3);
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

	it('is given up when its waits together would be too long', async () => {
		const { waits, requests } = await sendWithRetry([busy], {
			policy: { maxRetries: 20, maxWaitMs: 3_500 },
			random: 1,
		});

		expect(waits).toEqual([500, 1_000, 2_000]);
		expect(requests).toHaveLength(4);
	});
});

describe('A fault that the service gives a time for', () => {
	const brokenFor = (seconds: number): Reply<string> => ({
		...lost,
		retryAfterMs: seconds * 1_000,
	});

	it('is waited for as long as it says, by the sender that met it alone', async () => {
		const { reply, waits, pause } = await sendWithRetry([brokenFor(7), brokenFor(9), done]);

		expect(reply).toMatchObject({ kind: 'done', attempts: 3 });
		expect(waits).toEqual([7_000, 9_000]);
		expect(pause.askedFor()).toBeUndefined();
	});

	it('is repeated no more often than any other', async () => {
		const { requests } = await sendWithRetry([brokenFor(1)]);

		expect(requests).toHaveLength(1 + POLICY.maxRetries);
	});

	it('is given up at once when that would be too long', async () => {
		const { reply, requests, waits } = await sendWithRetry([brokenFor(61)]);

		expect(requests).toHaveLength(1);
		expect(waits).toEqual([]);
		expect(reply).toMatchObject({ kind: 'lost', failure: { ...FAILURE, attempts: 1 } });
	});

	it('is not waited for where a repeat does harm', async () => {
		const { waits } = await sendWithRetry([brokenFor(7)], {
			policy: { maxRepeatsWhenLost: () => 0 },
		});

		expect(waits).toEqual([]);
	});
});

describe('A gate', () => {
	const closed: Reply<never> = {
		kind: 'refused',
		failure: { ...FAILURE, outcome: 'notSent', code: 'NOT_SENT', description: 'Later.' },
	};

	it('that is closed from the start lets no request through, and none is counted', async () => {
		const { reply, requests } = await sendWithRetry([done], { gate: () => closed });

		expect(requests).toEqual([]);
		expect(reply).toEqual(closed);
	});

	it.each([
		['busy', busy, FAILURE.outcome],
		['asked to wait', limited(1), 'notSent'],
		['lost', lost, 'unsure'],
	])(
		'that closes before a repeat holds back what was %s, and counts what was sent',
		async (_what, first, outcome) => {
			const answers = [undefined, closed];

			const { reply, requests } = await sendWithRetry([first], { gate: () => answers.shift() });

			expect(requests).toHaveLength(1);
			expect(reply).toMatchObject({ failure: { code: 'NOT_SENT', outcome, attempts: 1 } });
		},
	);

	it('may take its time', async () => {
		const { requests } = await sendWithRetry([done], { gate: async () => await undefined });

		expect(requests).toHaveLength(1);
	});
});

describe('A pause that the service asks for', () => {
	it('lasts as long as it says, whatever chance says', async () => {
		const { waits } = await sendWithRetry([limited(7), limited(9), done]);

		expect(waits).toEqual([7_000, 9_000]);
	});

	it('uses up no retries', async () => {
		const { reply, requests } = await sendWithRetry([
			...Array<Reply<string>>(10).fill(limited(1)),
			...Array<Reply<string>>(POLICY.maxRetries).fill(busy),
			done,
		]);

		expect(reply).toMatchObject({ kind: 'done', attempts: 14 });
		expect(requests).toHaveLength(14);
	});

	it('is left to chance when it says no time, and then uses up a retry', async () => {
		const { waits, requests } = await sendWithRetry([limited()]);

		expect(waits).toEqual([250, 500, 1_000]);
		expect(requests).toHaveLength(1 + POLICY.maxRetries);
	});

	it.each([
		['is given up at once when it would be too long', [limited(61)], []],
		['is waited for when it is just short enough', [limited(60), done], [60_000]],
		['is given up when the waits together are too long', [limited(40)], [40_000]],
		['is waited for twice when that is just short enough', [limited(30)], [30_000, 30_000]],
		['counts with the other waits', [busy, limited(60)], [250]],
	])('%s', async (_what, replies, waited) => {
		const { waits } = await sendWithRetry(replies);

		expect(waits).toEqual(waited);
	});

	it('that is too long is told with its end and the number of requests', async () => {
		const { reply } = await sendWithRetry([limited(40)]);

		expect(reply).toEqual({
			kind: 'busy',
			failure: { ...LIMITED, retryAfterSeconds: 40, attempts: 2 },
			retryAfterMs: 40_000,
		});
	});

	it('that is too long, and of which the service did not say how long, has no end to tell', async () => {
		const { reply } = await sendWithRetry([limited()], { policy: { maxWaitMs: 100 } });

		expect(reply).toEqual({ kind: 'busy', failure: { ...LIMITED, attempts: 1 } });
	});

	it('ends with the Stop button', async () => {
		const { reply, requests } = await sendWithRetry([limited(7)], { stopAtWait: 1 });

		expect(requests).toHaveLength(1);
		expect(reply).toMatchObject({
			failure: { code: 'CANCELLED', outcome: 'notSent', attempts: 1 },
		});
	});
});

describe('The wait before a repeat', () => {
	it.each([
		[1, 500],
		[2, 1_000],
		[3, 2_000],
		[6, 16_000],
		[7, 30_000],
		[20, 30_000],
	])('number %i is anything up to %i ms', (repeat, mostMs) => {
		expect(backoffMs(repeat, () => 0)).toBe(0);
		expect(backoffMs(repeat, () => 0.25)).toBe(mostMs / 4);
		expect(backoffMs(repeat, () => 0.999)).toBeCloseTo(mostMs * 0.999);
	});

	it('grows from one to the next', async () => {
		expect((await sendWithRetry([lost])).waits).toEqual([250, 500, 1_000]);
	});
});
