import type { Brake } from '../../shared/logic/brake';
import type { ItemResult } from '../../shared/logic/itemResult';
import type { BusyReply, Pause } from '../../shared/logic/pause';
import { failureOf } from '../../shared/logic/readReply';
import type { Failure, Send } from '../../shared/logic/reply';
import type { Gate, RetryPolicy, Waiting } from '../../shared/logic/retry';
import { withRetry } from '../../shared/logic/retry';
import { workThrough } from '../../shared/logic/workThrough';
import { VAMBE } from '../advice';
import type { VambeEvent } from '../schemas/event';
import type { Receipt } from '../schemas/receipt';
import type { HourlyPace } from './hourlyPace';
import { unknownOutcome } from './unknownOutcome';

/** How soon those who wait see that the run has ended. */
const LOOK_EVERY_MS = 5_000;

/** An event with the place of its input item. */
export interface AddressedEvent {
	itemIndex: number;
	event: VambeEvent;
	/** The name of the property by which the event can be found. */
	keyName?: string;
}

export interface DeliveryPlan {
	concurrency: number;
	retry: RetryPolicy;
}

export interface Timing extends Waiting {
	pace: HourlyPace;
	/** The time of day, in milliseconds since the epoch. */
	clock: () => number;
}

/** Sends events in order, one request each, and says of each what became of it. */
export async function deliverEvents(
	events: readonly AddressedEvent[],
	send: Send<VambeEvent, Receipt>,
	{ concurrency, retry }: DeliveryPlan,
	brake: Brake,
	{ wait, random, pause, pace, clock }: Timing,
): Promise<ItemResult[]> {
	// Nobody waits for a run that has ended, neither for a repeat nor for a first turn.
	const waitForTurn = async (ms: number) => {
		for (let left = ms; left > 0 && !brake.isOn(); left -= LOOK_EVERY_MS) {
			if (!(await wait(Math.min(left, LOOK_EVERY_MS)))) return false;
		}
		return true;
	};
	const waiting = { wait: waitForTurn, random, pause: untilTurn(pause, pace, brake) };
	const gate: Gate = () => {
		if (brake.isOn()) return { kind: 'refused', failure: brake.notBegun(0).failure };
		pace.take();
		return undefined;
	};

	const deliver = async ({ itemIndex, event, keyName }: AddressedEvent): Promise<ItemResult> => {
		let unclear: Failure | undefined;
		const sendAndNote: Send<VambeEvent, Receipt> = async () => {
			const sentAt = clock();
			const reply = await send(event);
			if (reply.kind === 'lost') unclear ??= unknownOutcome(reply.failure, event, sentAt, keyName);
			return reply;
		};
		const reply = await withRetry(sendAndNote, retry, waiting, gate)(event);
		if (reply.kind === 'done') {
			return { itemIndex, ok: true, json: { id: reply.body.id, event: event.event } };
		}
		// The next event is to be spared a key that was refused, even where this one's fate is another.
		brake.watch([{ itemIndex, ok: false, failure: reply.failure }]);
		// What one request left open, no refusal of a later one settles.
		const { attempts } = reply.failure;
		return { itemIndex, ok: false, failure: unclear ? { ...unclear, attempts } : reply.failure };
	};
	return await workThrough(events, concurrency, brake, async (event) => [await deliver(event)]);
}

/** Nobody sends while Vambe asks for a pause, nor while the hour has no place. */
const untilTurn = (pause: Pause, pace: HourlyPace, brake: Brake): Pause => ({
	leftMs: () => (brake.isOn() ? 0 : Math.max(pause.leftMs(), pace.leftMs())),
	askedFor: () => (pace.leftMs() > pause.leftMs() ? hourIsFull(pace) : pause.askedFor()),
	extend: pause.extend,
});

function hourIsFull({ maxPerHour, leftMs }: HourlyPace): BusyReply {
	const message = `'Max per Hour' is reached: ${maxPerHour.toLocaleString('en-US')} requests in the last hour`;
	const failure = failureOf(VAMBE, 'RATE_LIMITED', 'notSent', message);
	return { kind: 'busy', failure, retryAfterMs: leftMs() };
}
