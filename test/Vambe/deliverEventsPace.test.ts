import * as fc from 'fast-check';
import { range } from 'lodash';
import { createBrake } from '../../nodes/shared/logic/brake';
import { createPause } from '../../nodes/shared/logic/pause';
import { failureOf } from '../../nodes/shared/logic/readReply';
import type { Reply } from '../../nodes/shared/logic/reply';
import { VAMBE } from '../../nodes/Vambe/advice';
import { deliverEvents } from '../../nodes/Vambe/logic/deliverEvents';
import { hourlyPace } from '../../nodes/Vambe/logic/hourlyPace';
import type { Receipt } from '../../nodes/Vambe/schemas/receipt';
import { mostInAnyHour } from './mostInAnyHour';
import { PUBLISHED_EVENTS } from './publishedEvents';
import { virtualTime } from './virtualTime';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const REPLIES: Record<string, Reply<Receipt>> = {
	accepted: { kind: 'done', body: { id: 'an-id' } },
	rejected: { kind: 'refused', failure: failureOf(VAMBE, 'REJECTED', 'rejected', 'No') },
	unclear: { kind: 'lost', failure: failureOf(VAMBE, 'UNKNOWN_OUTCOME', 'unsure', 'Who knows') },
	limited: { kind: 'busy', failure: failureOf(VAMBE, 'RATE_LIMITED', 'notSent', 'Slowly') },
	limitedForAMinute: {
		kind: 'busy',
		failure: failureOf(VAMBE, 'RATE_LIMITED', 'notSent', 'Slowly'),
		retryAfterMs: MINUTE,
	},
};

/** One run of the node, as one round of a loop is. */
const aRun = fc.record({
	count: fc.integer({ min: 1, max: 12 }),
	concurrency: fc.integer({ min: 1, max: 10 }),
	/** How long the workflow did something else before. */
	idleMs: fc.integer({ min: 0, max: 80 * MINUTE }),
	maxWaitMs: fc.constantFrom(0, MINUTE, 30 * MINUTE, 2 * HOUR),
	/** What the service says to one request after the other, and how long it takes. */
	answers: fc.array(
		fc.record({
			reply: fc.constantFrom(...Object.keys(REPLIES)),
			tookMs: fc.constantFrom(0, 1, 999, 7 * MINUTE),
		}),
		{ minLength: 1, maxLength: 6 },
	),
});

describe('The pace of an hour, over all runs of an execution', () => {
	test('is never exceeded in any hour, whatever the runs, the senders and the answers', async () => {
		let mostRequests = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 6 }),
				fc.array(aRun, { minLength: 1, maxLength: 5 }),
				async (maxPerHour, runs) => {
					const time = virtualTime();
					const sentAt: number[] = [];
					let saved = '[]';
					for (const { count, concurrency, idleMs, maxWaitMs, answers } of runs) {
						await time.passUntil(time.sleep(idleMs));
						// As n8n saves it for a Wait, after which another worker may go on.
						const log = JSON.parse(saved) as number[];
						const send = async () => {
							const { reply, tookMs } = answers[sentAt.length % answers.length];
							sentAt.push(time.now());
							await time.sleep(tookMs);
							return REPLIES[reply];
						};
						const delivery = deliverEvents(
							range(count).map((itemIndex) => ({ itemIndex, event: PUBLISHED_EVENTS.byIds })),
							send,
							{
								concurrency,
								retry: { maxRetries: 3, maxWaitMs, maxRepeatsWhenLost: () => 1 },
							},
							createBrake(VAMBE, false, () => false),
							{
								wait: async (ms) => {
									await time.sleep(ms);
									return true;
								},
								random: () => 0.5,
								pause: createPause(time.now),
								pace: hourlyPace(maxPerHour, log, time.now),
								clock: time.now,
							},
						);
						expect((await time.passUntil(delivery)).map(({ itemIndex }) => itemIndex)).toEqual(
							range(count),
						);
						saved = JSON.stringify(log);
					}
					expect(mostInAnyHour(sentAt)).toBeLessThanOrEqual(maxPerHour);
					mostRequests = Math.max(mostRequests, sentAt.length / maxPerHour);
				},
			),
			{ seed: 20_261_120, numRuns: 100 },
		);
		// Runs that never come near the limit would prove nothing.
		expect(mostRequests).toBeGreaterThan(5);
	}, 60_000);
});
