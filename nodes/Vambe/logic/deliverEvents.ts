import { omit } from 'lodash';
import type { ItemResult } from '../../shared/logic/itemResult';
import { isFailed } from '../../shared/logic/itemResult';
import { failureOf } from '../../shared/logic/readReply';
import type { RetryPolicy, Waiting } from '../../shared/logic/retry';
import { withRetry } from '../../shared/logic/retry';
import type { Failure, Send } from '../../shared/logic/reply';
import { VAMBE } from '../advice';
import type { VambeEvent } from '../schemas/event';
import type { Receipt } from '../schemas/receipt';
import type { Brake } from '../../shared/logic/brake';
import { hourlyPace } from './hourlyPace';
import { workThrough } from '../../shared/logic/workThrough';

/** An event with the place of its input item. */
export interface AddressedEvent {
	itemIndex: number;
	event: VambeEvent;
}

export interface DeliveryPlan {
	concurrency: number;
	/** 0 for no limit. */
	maxPerHour: number;
	retry: RetryPolicy;
}

/** Sends events in order, one request each, and says of each what became of it. */
export async function deliverEvents(
	events: readonly AddressedEvent[],
	send: Send<VambeEvent, Receipt>,
	{ concurrency, maxPerHour, retry }: DeliveryPlan,
	brake: Brake,
	{ wait, random, pause, now }: Waiting & { now: () => number },
): Promise<ItemResult[]> {
	const waitUnlessOver = async (ms: number) => !brake.isOn() && (await wait(ms));
	const takeTurn = hourlyPace(maxPerHour, retry.maxWaitMs, { now, wait: waitUnlessOver });

	const deliver = async ({ itemIndex, event }: AddressedEvent): Promise<ItemResult> => {
		let requests = 0;
		let unclear: Failure | undefined;
		const sendInTurn: Send<VambeEvent, Receipt> = async () => {
			const msLeft = await takeTurn();
			if (brake.isOn()) return { kind: 'refused', failure: brake.notBegun(itemIndex).failure };
			if (msLeft > 0) return { kind: 'refused', failure: heldBack(msLeft, maxPerHour) };
			requests++;
			const reply = await send(event);
			if (reply.kind === 'lost') unclear = reply.failure;
			return reply;
		};
		const reply = await withRetry(sendInTurn, retry, { wait, random, pause })(event);
		if (reply.kind === 'done') {
			return { itemIndex, ok: true, json: { id: reply.body.id, event: event.event } };
		}
		// What one request left open, no refusal of a later one settles.
		const failure = omit(unclear ?? reply.failure, 'attempts');
		const attempts = requests > 0 ? { attempts: requests } : {};
		return { itemIndex, ok: false, failure: { ...failure, ...attempts } };
	};
	const results = await workThrough(events, concurrency, brake, async (entry) => [
		await deliver(entry),
	]);
	return results.map(sayHowManyWereAccepted(results));
}

function heldBack(msLeft: number, maxPerHour: number): Failure {
	const message = `'Max per Hour' is reached: ${maxPerHour.toLocaleString('en-US')} requests in the last hour`;
	return failureOf(VAMBE, 'RATE_LIMITED', 'notSent', message, {
		retryAfterSeconds: Math.ceil(msLeft / 1_000),
	});
}

/** Where a limit ended the run, the next question is how far it came. */
function sayHowManyWereAccepted(results: readonly ItemResult[]) {
	const accepted = results.filter(({ ok }) => ok).length;
	return (result: ItemResult): ItemResult => {
		if (!isFailed(result) || result.failure.code !== 'RATE_LIMITED') return result;
		const message = `${result.failure.message}; ${accepted} of ${results.length} events were accepted`;
		return { ...result, failure: { ...result.failure, message } };
	};
}
