import type { BusyReply } from '../../nodes/shared/logic/pause';
import { createPause } from '../../nodes/shared/logic/pause';
import type { Reply } from '../../nodes/shared/logic/reply';
import type { RetryPolicy } from '../../nodes/shared/logic/retry';
import { withRetry } from '../../nodes/shared/logic/retry';

const limited = (seconds: number): BusyReply => ({
	kind: 'busy',
	failure: {
		outcome: 'notSent',
		code: 'RATE_LIMITED',
		message: `Not for ${seconds} s`,
		description: 'Wait.',
		retryAfterSeconds: seconds,
	},
	retryAfterMs: seconds * 1_000,
});
const lost: Reply<string> = {
	kind: 'lost',
	failure: { ...limited(0).failure, outcome: 'unsure', code: 'UNCONFIRMED', description: 'Look.' },
};

describe('A pause', () => {
	let now: number;
	beforeEach(() => {
		now = 1_000;
	});
	const create = () => createPause(() => now);

	it('is none until it is asked for', () => {
		const pause = create();

		expect(pause.leftMs()).toBe(0);
		expect(pause.askedFor()).toBeUndefined();
	});

	it('grows shorter as time passes, and ends', () => {
		const pause = create();
		pause.extend(5_000, limited(5));

		expect(pause.leftMs()).toBe(5_000);
		now += 4_999;
		expect(pause.leftMs()).toBe(1);
		now += 1;
		expect(pause.leftMs()).toBe(0);
		now += 1;
		expect(pause.leftMs()).toBe(0);
	});

	it.each([
		['longer', 9, 9_000, 9],
		['just as long', 5, 5_000, 5],
		['shorter', 1, 5_000, 5],
	])('lasts as long as the longest that was asked for: a %s one', (_what, next, ms, by) => {
		const pause = create();
		pause.extend(5_000, limited(5));
		pause.extend(next * 1_000, limited(next));

		expect(pause.leftMs()).toBe(ms);
		expect(pause.askedFor()).toEqual(limited(by));
	});

	it('can begin anew when it is over', () => {
		const pause = create();
		pause.extend(5_000, limited(5));
		now += 6_000;
		pause.extend(2_000, limited(2));

		expect(pause.leftMs()).toBe(2_000);
	});
});

/**
 * Several senders on one simulated clock. The service answers each request after this long, with the
 * reply that belongs to its name, and then with `done`.
 */
async function sendTogether(
	senders: Record<string, { at: number; replies: Array<Reply<string>> }>,
	policy: Partial<RetryPolicy> = {},
) {
	jest.useFakeTimers({ now: 0 });
	const pass = async (ms: number) =>
		await new Promise<true>((resolve) => setTimeout(() => resolve(true), ms));
	const requests: Array<[name: string, at: number]> = [];
	const waiting = { wait: pass, random: () => 0.5, pause: createPause(() => performance.now()) };
	const send = withRetry<string, string>(
		async (name) => {
			requests.push([name, performance.now()]);
			await pass(ANSWER_MS);
			return senders[name].replies.shift() ?? { kind: 'done', body: name };
		},
		{ maxRetries: 3, maxWaitMs: 60_000, maxRepeatsWhenLost: () => 3, ...policy },
		waiting,
	);
	const sending = Promise.all(
		Object.entries(senders).map(async ([name, { at }]) => {
			await pass(at);
			return [name, await send(name)] as const;
		}),
	);
	await jest.runAllTimersAsync();
	return { requests, replies: Object.fromEntries(await sending) };
}

const ANSWER_MS = 100;

describe('A pause that one sender was asked for', () => {
	afterEach(() => jest.useRealTimers());

	it('holds for all: nobody sends before it is over', async () => {
		const { requests, replies } = await sendTogether({
			one: { at: 0, replies: [limited(7)] },
			other: { at: 3_000, replies: [] },
		});

		expect(requests).toEqual([
			['one', 0],
			['one', 7_100],
			['other', 7_100],
		]);
		expect(replies).toMatchObject({ one: { kind: 'done' }, other: { kind: 'done', attempts: 1 } });
	});

	it('holds for one who was about to send again', async () => {
		const { requests } = await sendTogether({
			one: { at: 0, replies: [limited(7)] },
			other: { at: 0, replies: [lost] },
		});

		expect(requests.slice(2).map(([, at]) => at)).toEqual([7_100, 7_100]);
	});

	it('grows when another one, whose request was under way, is asked for more', async () => {
		const { requests } = await sendTogether({
			one: { at: 0, replies: [limited(2)] },
			other: { at: 50, replies: [limited(30)] },
		});

		expect(requests.slice(2).map(([, at]) => at)).toEqual([30_150, 30_150]);
	});

	it('longer than the budget ends all who wait, without a request, with the seconds left', async () => {
		const { requests, replies } = await sendTogether({
			one: { at: 0, replies: [limited(61)] },
			waiting: { at: 500, replies: [] },
			late: { at: 50_000, replies: [] },
		});

		expect(requests).toEqual([
			['one', 0],
			['late', 61_100],
		]);
		const { failure } = limited(61);
		expect(replies.one).toMatchObject({ failure: { ...failure, attempts: 1 } });
		expect(replies.waiting).toMatchObject({ kind: 'busy', failure });
		expect(replies.waiting).not.toHaveProperty('failure.attempts');
		expect(replies.late.kind).toBe('done');
	});

	it('says to each how many seconds are left when it gives up', async () => {
		const { replies } = await sendTogether(
			{ one: { at: 0, replies: [limited(300)] }, other: { at: 100_100, replies: [] } },
			{ maxWaitMs: 199_999 },
		);

		expect(replies.other).toMatchObject({ failure: { retryAfterSeconds: 200 } });
	});

	it('leaves one unclear whose request was lost before', async () => {
		const { replies } = await sendTogether({
			one: { at: 0, replies: [limited(300)] },
			other: { at: 0, replies: [lost] },
		});

		expect(replies.other).toMatchObject({
			failure: { code: 'RATE_LIMITED', outcome: 'unsure', description: 'Look.', attempts: 1 },
		});
	});

	it('counts against the budget of each, and not against its retries', async () => {
		const { replies } = await sendTogether(
			{
				one: { at: 0, replies: [limited(20), limited(20), limited(20)] },
				other: { at: 0, replies: [] },
			},
			{ maxRetries: 1 },
		);

		expect(replies.one).toMatchObject({ kind: 'done', attempts: 4 });
	});

	it('is not made by one who only waits to send again', async () => {
		const busy: Reply<string> = {
			kind: 'busy',
			failure: { ...limited(0).failure, code: 'UNREACHABLE' },
		};
		const { requests } = await sendTogether({
			one: { at: 0, replies: [busy] },
			other: { at: 200, replies: [] },
		});

		expect(requests).toEqual([
			['one', 0],
			['other', 200],
			['one', 350],
		]);
	});
});
