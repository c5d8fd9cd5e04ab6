import { createBrake } from '../../nodes/shared/logic/brake';
import type { ItemResult } from '../../nodes/shared/logic/itemResult';
import { createPause } from '../../nodes/shared/logic/pause';
import type { Failure, Reply, Send } from '../../nodes/shared/logic/reply';
import { VAMBE } from '../../nodes/Vambe/advice';
import type { DeliveryPlan } from '../../nodes/Vambe/logic/deliverEvents';
import { deliverEvents } from '../../nodes/Vambe/logic/deliverEvents';
import { hourlyPace } from '../../nodes/Vambe/logic/hourlyPace';
import type { VambeEvent } from '../../nodes/Vambe/schemas/event';
import type { Receipt } from '../../nodes/Vambe/schemas/receipt';
import { PUBLISHED_EVENTS } from './publishedEvents';
import { virtualTime } from './virtualTime';

const HOUR = 3_600_000;
const NOON = Date.parse('2026-11-20T12:00:00Z');

const accepted: Reply<Receipt> = { kind: 'done', body: { id: 'an-id' } };

const failure = (
	code: string,
	outcome: Failure['outcome'],
	more: Partial<Failure> = {},
): Failure => ({
	code,
	outcome,
	message: `Vambe says ${code}`,
	description: 'Do something.',
	...more,
});

const rejected: Reply<Receipt> = { kind: 'refused', failure: failure('REJECTED', 'rejected') };
const unauthorized: Reply<Receipt> = {
	kind: 'refused',
	failure: failure('UNAUTHORIZED', 'notSent', { status: 401 }),
};
const unclear: Reply<Receipt> = { kind: 'lost', failure: failure('UNKNOWN_OUTCOME', 'unsure') };
const limited = (seconds?: number): Reply<Receipt> => ({
	kind: 'busy',
	failure: failure('RATE_LIMITED', 'notSent', { retryAfterSeconds: seconds }),
	...(seconds && { retryAfterMs: seconds * 1_000 }),
});

interface Setup {
	/** The answers, in the order of the requests; the last one to all further ones. */
	replies: Array<Reply<Receipt>>;
	count?: number;
	plan?: Partial<DeliveryPlan>;
	maxPerHour?: number;
	/** The property by which each event can be found. */
	keyName?: string;
	stopAtFirst?: boolean;
	/** After so many requests the user presses Stop. */
	stopAfter?: number;
}

/** Delivers so many events to a service that answers so, and says at which millisecond it was asked. */
async function deliver({
	replies,
	count = 3,
	plan,
	maxPerHour = 0,
	keyName,
	stopAtFirst = false,
	stopAfter,
}: Setup) {
	const sent: string[] = [];
	const sentAt: number[] = [];
	const time = virtualTime();
	const send: Send<VambeEvent, Receipt> = async ({ event }) => {
		sentAt.push(time.now());
		return replies[Math.min(sent.push(event), replies.length) - 1];
	};
	const events = Array.from({ length: count }, (_, itemIndex) => ({
		itemIndex,
		event: { ...PUBLISHED_EVENTS.byIds, event: `event ${itemIndex}` },
		keyName,
	}));
	const delivery = deliverEvents(
		events,
		send,
		{
			concurrency: 1,
			retry: { maxRetries: 3, maxWaitMs: 60_000, maxRepeatsWhenLost: () => 0 },
			...plan,
		},
		createBrake(VAMBE, stopAtFirst, () => sent.length === stopAfter),
		{
			wait: async (ms) => {
				await time.sleep(ms);
				return true;
			},
			random: () => 0.5,
			pause: createPause(time.now),
			pace: hourlyPace(maxPerHour, [], time.now),
			clock: () => NOON + time.now(),
		},
	);
	const results = await time.passUntil(delivery);
	return { results, sent, sentAt, endedAt: time.now() };
}

const fates = (results: ItemResult[]) =>
	results.map((result) =>
		result.ok ? 'accepted' : `${result.failure.code} ${result.failure.outcome}`,
	);

const failureAt = (results: ItemResult[], index: number): Failure | undefined => {
	const result = results[index];
	return result.ok ? undefined : result.failure;
};

describe('Delivering events', () => {
	test('sends each once, in input order, and gives the ID with the event name', async () => {
		const { results, sent } = await deliver({ replies: [accepted] });
		expect(sent).toEqual(['event 0', 'event 1', 'event 2']);
		expect(results).toEqual(
			[0, 1, 2].map((itemIndex) => ({
				itemIndex,
				ok: true,
				json: { id: 'an-id', event: `event ${itemIndex}` },
			})),
		);
	});

	test('goes on after a rejected event when the user chose to', async () => {
		const { results, sent } = await deliver({ replies: [accepted, rejected, accepted] });
		expect(fates(results)).toEqual(['accepted', 'REJECTED rejected', 'accepted']);
		expect(sent).toHaveLength(3);
	});

	test('ends with a rejected event by default', async () => {
		const { results, sent } = await deliver({
			replies: [accepted, rejected],
			count: 4,
			stopAtFirst: true,
		});
		expect(fates(results)).toEqual([
			'accepted',
			'REJECTED rejected',
			'NOT_SENT notSent',
			'NOT_SENT notSent',
		]);
		expect(sent).toHaveLength(2);
	});

	test('ends at once with a key that is not known, whatever the user chose', async () => {
		const { results, sent } = await deliver({ replies: [accepted, unauthorized] });
		expect(fates(results)).toEqual(['accepted', 'UNAUTHORIZED notSent', 'NOT_SENT notSent']);
		expect(sent).toHaveLength(2);
		expect(failureAt(results, 2)?.message).toMatch(/Vambe says UNAUTHORIZED$/);
	});

	test.each([
		['once', 0, ['event 0', 'event 1']],
		['again, when the user allows it', 3, ['event 0', 'event 0', 'event 1']],
	])('sends an event whose outcome is unclear %s', async (_how, whenLost, requests) => {
		const { sent } = await deliver({
			replies: [unclear, accepted],
			count: 2,
			plan: { retry: { maxRetries: 3, maxWaitMs: 60_000, maxRepeatsWhenLost: () => whenLost } },
		});
		expect(sent).toEqual(requests);
	});

	test.each([
		['a limit', limited(61)],
		['a key that is not known', unauthorized],
		['a refusal', rejected],
	])('calls an outcome unclear for good, though a repeat meets %s', async (_what, second) => {
		const { results, sent } = await deliver({
			replies: [unclear, second],
			count: 1,
			plan: { retry: { maxRetries: 3, maxWaitMs: 60_000, maxRepeatsWhenLost: () => 3 } },
		});
		expect(fates(results)).toEqual(['UNKNOWN_OUTCOME unsure']);
		expect(failureAt(results, 0)).toMatchObject({ attempts: 2 });
		expect(sent).toHaveLength(2);
	});

	test('says of an unclear outcome when its first request was made, and the key of the event', async () => {
		const { results } = await deliver({
			replies: [limited(7), unclear, unclear],
			count: 1,
			keyName: 'cartId',
			plan: { retry: { maxRetries: 3, maxWaitMs: 60_000, maxRepeatsWhenLost: () => 1 } },
		});
		expect(failureAt(results, 0)).toMatchObject({
			message:
				'Vambe says UNKNOWN_OUTCOME; the event sent at 2026-11-20 12:00:07 UTC may or may not have been recorded',
			description: expect.stringMatching(/The event's cartId is CART-42\.$/),
			attempts: 3,
		});
	});

	test('waits as long as Vambe says, and sends the event again', async () => {
		const { results, sentAt } = await deliver({ replies: [limited(7), accepted], count: 1 });
		expect(fates(results)).toEqual(['accepted']);
		expect(sentAt).toEqual([0, 7_000]);
	});

	test('waits with all senders when one of them is asked to', async () => {
		const { results, sent, sentAt } = await deliver({
			replies: [limited(7), accepted],
			count: 3,
			plan: { concurrency: 2 },
		});
		expect(fates(results)).toEqual(['accepted', 'accepted', 'accepted']);
		// The second sender had its answer, and yet does not begin the third event before the pause ends.
		expect(sent.slice(0, 2)).toEqual(['event 0', 'event 1']);
		expect(sentAt).toEqual([0, 0, 7_000, 7_000]);
	});

	test('waits with back-off where Vambe does not say how long', async () => {
		const { results, sentAt } = await deliver({
			replies: [limited(), limited(), accepted],
			count: 1,
		});
		expect(fates(results)).toEqual(['accepted']);
		expect(sentAt).toEqual([0, 250, 750]);
	});

	test('gives up the rest without a request each, when the limit lasts longer than the budget', async () => {
		const { results, sent } = await deliver({ replies: [accepted, limited(61)], count: 4 });
		expect(fates(results)).toEqual(['accepted', ...Array(3).fill('RATE_LIMITED notSent')]);
		expect(sent).toHaveLength(2);
		expect([1, 2, 3].map((index) => failureAt(results, index)?.retryAfterSeconds)).toEqual([
			61, 61, 61,
		]);
		expect(failureAt(results, 1)).toMatchObject({ attempts: 1 });
		expect(failureAt(results, 3)).not.toHaveProperty('attempts');
	});

	test('keeps its own pace, and gives up the rest beyond the budget', async () => {
		const { results, sent } = await deliver({
			replies: [accepted],
			count: 4,
			maxPerHour: 2,
		});
		expect(fates(results)).toEqual([
			'accepted',
			'accepted',
			'RATE_LIMITED notSent',
			'RATE_LIMITED notSent',
		]);
		expect(sent).toHaveLength(2);
		const heldBack = failureAt(results, 2);
		expect(heldBack).toMatchObject({
			message: "'Max per Hour' is reached: 2 requests in the last hour",
			retryAfterSeconds: 3_600,
		});
		// No request was made for it, so none is counted.
		expect(heldBack).not.toHaveProperty('attempts');
	});

	test('goes on after the hour when the budget allows that', async () => {
		const { results, sentAt } = await deliver({
			replies: [accepted],
			count: 3,
			maxPerHour: 2,
			plan: { retry: { maxRetries: 0, maxWaitMs: HOUR, maxRepeatsWhenLost: () => 0 } },
		});
		expect(fates(results)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(sentAt).toEqual([0, 0, HOUR]);
	});

	test('counts a repeated request in its pace', async () => {
		const { results, sent } = await deliver({
			replies: [limited(1), accepted],
			count: 2,
			maxPerHour: 2,
		});
		expect(fates(results)).toEqual(['accepted', 'RATE_LIMITED notSent']);
		expect(sent).toHaveLength(2);
	});

	test('does not repeat a request that its pace has no place for', async () => {
		const { results, sent } = await deliver({
			replies: [limited(1), accepted],
			count: 1,
			maxPerHour: 1,
		});
		expect(fates(results)).toEqual(['RATE_LIMITED notSent']);
		expect(failureAt(results, 0)).toMatchObject({ attempts: 1 });
		expect(sent).toHaveLength(1);
	});

	test('begins nothing more once the user pressed Stop', async () => {
		const { results, sent } = await deliver({ replies: [accepted], stopAfter: 1 });
		expect(fates(results)).toEqual(['accepted', 'CANCELLED notSent', 'CANCELLED notSent']);
		expect(sent).toHaveLength(1);
	});

	test('holds its own pace and a pause of Vambe at the same time', async () => {
		const { results, sentAt } = await deliver({
			replies: [accepted, limited(7), accepted],
			maxPerHour: 2,
			plan: { retry: { maxRetries: 3, maxWaitMs: HOUR, maxRepeatsWhenLost: () => 0 } },
		});
		expect(fates(results)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(sentAt).toEqual([0, 0, HOUR, HOUR]);
	});

	test('waits for one event no longer in all than its budget, whatever it waits for', async () => {
		const { results, sentAt } = await deliver({
			replies: [accepted, limited(7), accepted],
			count: 2,
			maxPerHour: 2,
			plan: { retry: { maxRetries: 3, maxWaitMs: HOUR - 1, maxRepeatsWhenLost: () => 0 } },
		});
		expect(fates(results)).toEqual(['accepted', 'RATE_LIMITED notSent']);
		expect(sentAt).toEqual([0, 0]);
	});

	test.each<[what: string, second: Reply<Receipt>, stopAtFirst: boolean, fate: string]>([
		['a key that is not known', unauthorized, false, 'UNAUTHORIZED notSent'],
		['a refusal, when the run ends at the first', rejected, true, 'REJECTED rejected'],
	])('has those give up soon who wait, after %s', async (_what, second, stopAtFirst, fate) => {
		const { results, sent, endedAt } = await deliver({
			replies: [limited(50), second],
			plan: { concurrency: 2 },
			stopAtFirst,
		});
		expect(fates(results)).toEqual(['NOT_SENT notSent', fate, 'NOT_SENT notSent']);
		expect(failureAt(results, 0)).toMatchObject({ attempts: 1 });
		expect(sent).toEqual(['event 0', 'event 1']);
		expect(endedAt).toBeLessThanOrEqual(5_000);
	});

	test('has nobody wait an hour for a place once the run is over', async () => {
		const { results, endedAt } = await deliver({
			replies: [limited(1), unauthorized],
			maxPerHour: 2,
			plan: {
				concurrency: 2,
				retry: { maxRetries: 3, maxWaitMs: HOUR, maxRepeatsWhenLost: () => 0 },
			},
		});
		expect(fates(results)).toEqual([
			'NOT_SENT notSent',
			'UNAUTHORIZED notSent',
			'NOT_SENT notSent',
		]);
		expect(endedAt).toBeLessThanOrEqual(5_000);
	});
});
