import { setImmediate } from 'node:timers/promises';
import type { Failure, Reply, Send } from '../../nodes/shared/logic/reply';
import type { ItemResult } from '../../nodes/shared/logic/itemResult';
import { createBrake } from '../../nodes/shared/logic/brake';
import { createPause } from '../../nodes/shared/logic/pause';
import { VAMBE } from '../../nodes/Vambe/advice';
import type { DeliveryPlan } from '../../nodes/Vambe/logic/deliverEvents';
import { deliverEvents } from '../../nodes/Vambe/logic/deliverEvents';
import type { VambeEvent } from '../../nodes/Vambe/schemas/event';
import type { Receipt } from '../../nodes/Vambe/schemas/receipt';
import { PUBLISHED_EVENTS } from './publishedEvents';

const HOUR = 3_600_000;

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
	stopAtFirst?: boolean;
	/** After so many requests the user presses Stop. */
	stopAfter?: number;
}

/** Delivers so many events to a service that answers so, on a clock that only waiting moves. */
async function deliver({ replies, count = 3, plan, stopAtFirst = false, stopAfter }: Setup) {
	const sent: string[] = [];
	const waits: number[] = [];
	let time = 0;
	const send: Send<VambeEvent, Receipt> = async ({ event }) => {
		sent.push(event);
		return replies[Math.min(sent.length, replies.length) - 1];
	};
	const events = Array.from({ length: count }, (_, itemIndex) => ({
		itemIndex,
		event: { ...PUBLISHED_EVENTS.byIds, event: `event ${itemIndex}` },
	}));
	const results = await deliverEvents(
		events,
		send,
		{
			concurrency: 1,
			maxPerHour: 0,
			retry: { maxRetries: 3, maxWaitMs: 60_000, maxRepeatsWhenLost: () => 0 },
			...plan,
		},
		createBrake(VAMBE, stopAtFirst, () => sent.length === stopAfter),
		{
			wait: async (ms) => {
				waits.push(ms);
				// Whatever is under way comes to its end first.
				await setImmediate();
				time += ms;
				return true;
			},
			random: () => 0.5,
			pause: createPause(() => time),
			now: () => time,
		},
	);
	return { results, sent, waits };
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

	test('waits as long as Vambe says, and sends the event again', async () => {
		const { results, waits } = await deliver({ replies: [limited(7), accepted], count: 1 });
		expect(fates(results)).toEqual(['accepted']);
		expect(waits).toEqual([7_000]);
	});

	test('waits with all senders when one of them is asked to', async () => {
		const { results, sent, waits } = await deliver({
			replies: [limited(7), accepted],
			count: 3,
			plan: { concurrency: 2 },
		});
		expect(fates(results)).toEqual(['accepted', 'accepted', 'accepted']);
		// The second sender had its answer, and yet does not begin the third event before the pause ends.
		expect(sent.slice(0, 2)).toEqual(['event 0', 'event 1']);
		expect(waits).toEqual([7_000, 7_000]);
	});

	test('waits with back-off where Vambe does not say how long', async () => {
		const { results, waits } = await deliver({
			replies: [limited(), limited(), accepted],
			count: 1,
		});
		expect(fates(results)).toEqual(['accepted']);
		expect(waits).toEqual([250, 500]);
	});

	test('gives up the rest without a request each, when the limit lasts longer than the budget', async () => {
		const { results, sent } = await deliver({ replies: [accepted, limited(61)], count: 4 });
		expect(fates(results)).toEqual(['accepted', ...Array(3).fill('RATE_LIMITED notSent')]);
		expect(sent).toHaveLength(2);
		expect([1, 2, 3].map((index) => failureAt(results, index)?.retryAfterSeconds)).toEqual([
			61, 61, 61,
		]);
		expect(failureAt(results, 1)).toMatchObject({
			message: 'Vambe says RATE_LIMITED; 1 of 4 events were accepted',
			attempts: 1,
		});
		expect(failureAt(results, 3)?.message).toMatch(/; 1 of 4 events were accepted$/);
	});

	test('keeps its own pace, and gives up the rest beyond the budget', async () => {
		const { results, sent } = await deliver({
			replies: [accepted],
			count: 4,
			plan: { maxPerHour: 2 },
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
			message:
				"'Max per Hour' is reached: 2 requests in the last hour; 2 of 4 events were accepted",
			retryAfterSeconds: 3_600,
		});
		// No request was made for it, so none is counted.
		expect(heldBack).not.toHaveProperty('attempts');
	});

	test('goes on after the hour when the budget allows that', async () => {
		const { results, waits } = await deliver({
			replies: [accepted],
			count: 3,
			plan: {
				maxPerHour: 2,
				retry: { maxRetries: 3, maxWaitMs: HOUR, maxRepeatsWhenLost: () => 0 },
			},
		});
		expect(fates(results)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(waits).toEqual([HOUR]);
	});

	test('counts a repeated request in its pace', async () => {
		const { results, sent } = await deliver({
			replies: [limited(1), accepted],
			count: 2,
			plan: { maxPerHour: 2 },
		});
		expect(fates(results)).toEqual(['accepted', 'RATE_LIMITED notSent']);
		expect(sent).toHaveLength(2);
	});

	test('does not repeat a request that its pace has no place for', async () => {
		const { results, sent } = await deliver({
			replies: [limited(1), accepted],
			count: 1,
			plan: { maxPerHour: 1 },
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

	test('has those give up who wait, when another one ends the run', async () => {
		const { results, sent } = await deliver({
			replies: [limited(7), unauthorized],
			plan: { concurrency: 2 },
		});
		expect(fates(results)).toEqual([
			'NOT_SENT notSent',
			'UNAUTHORIZED notSent',
			'NOT_SENT notSent',
		]);
		expect(failureAt(results, 0)).toMatchObject({ attempts: 1 });
		expect(sent).toEqual(['event 0', 'event 1']);
	});

	test('has nobody wait for a place once the run is over', async () => {
		const { waits } = await deliver({
			replies: [limited(1), unauthorized],
			plan: {
				concurrency: 2,
				maxPerHour: 2,
				retry: { maxRetries: 3, maxWaitMs: HOUR, maxRepeatsWhenLost: () => 0 },
			},
		});
		expect(waits).toEqual([1_000]);
	});
});
