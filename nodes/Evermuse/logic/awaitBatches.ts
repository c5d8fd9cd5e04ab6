import { sortBy } from 'lodash';
import { inOrder } from '../../shared/logic/inOrder';
import { stopsEverything } from '../../shared/logic/readReply';
import type { FailedReply, Send } from '../../shared/logic/reply';
import type { BatchStatus } from '../schemas/batchStatus';
import type { Waited, WaitPlan } from './batchWait';
import { afterReply, NOT_HEARD_OF } from './batchWait';

/** How many batches are asked for side by side. */
const POLLERS = 4;

/** How long after the deadline a request may still begin, so that many batches get their last look. */
const LAST_LOOKS_MS = 30_000;

export interface Clock {
	/** Milliseconds on a clock that only goes forward. */
	now: () => number;
	/** @returns `false` when the user stopped the workflow meanwhile. */
	wait: (ms: number) => Promise<boolean>;
}

/**
 * Asks for batches, in one round after the other, until all are finished or the time for all of them
 * is over. What Evermuse says of the key or of its rate limit holds for every batch: that ends the
 * round, and the next one begins with those that it left out.
 *
 * @returns how the wait for each batch ended, by its ID
 */
export async function awaitBatches(
	batchIds: readonly string[],
	get: Send<string, BatchStatus>,
	{ pollMs, limitMs, withAttachments }: WaitPlan,
	{ now, wait }: Clock,
): Promise<Map<string, Waited>> {
	const deadline = now() + limitMs;
	const waits = new Map(batchIds.map((batchId) => [batchId, NOT_HEARD_OF]));
	let open = Array.from(waits.keys());
	const endAll = (waited: Waited) => {
		for (const batchId of open) waits.set(batchId, waited);
		return waits;
	};

	for (;;) {
		const asked = new Set<string>();
		const aboutAll: FailedReply[] = [];
		let pauseMs = pollMs;
		const ask = async (batchId: string) => {
			asked.add(batchId);
			const reply = await get(batchId);
			waits.set(batchId, afterReply(waits.get(batchId) ?? NOT_HEARD_OF, reply, withAttachments));
			if (reply.kind === 'busy') pauseMs = Math.max(pauseMs, reply.retryAfterMs ?? 0);
			if (reply.kind !== 'done' && isAboutAll(reply)) aboutAll.push(reply);
		};
		await inOrder(
			open,
			POLLERS,
			ask,
			() => aboutAll.length > 0 || now() > deadline + LAST_LOOKS_MS,
		);

		const stillOpen = open.filter((batchId) => waits.get(batchId)?.kind === 'ranOut');
		open = sortBy(stillOpen, (batchId) => asked.has(batchId));
		const refusal = aboutAll.find(({ kind }) => kind === 'refused');
		if (refusal) return endAll({ kind: 'refused', reply: refusal });
		const leftMs = deadline - now();
		if (open.length === 0 || leftMs <= 0) return waits;
		if (!(await wait(Math.min(pauseMs, leftMs)))) return endAll({ kind: 'cancelled' });
	}
}

const isAboutAll = ({ kind, failure }: FailedReply): boolean =>
	kind === 'refused' ? stopsEverything(failure) : failure.code === 'RATE_LIMITED';
