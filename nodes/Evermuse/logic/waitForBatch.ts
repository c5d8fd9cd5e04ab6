import type { FailedReply, Send } from '../../shared/logic/reply';
import type { BatchStatus } from '../schemas/batchStatus';
import { areAttachmentsDone, isFinished } from './batchState';

export interface WaitPlan {
	pollMs: number;
	/** How long to wait in all, in milliseconds. */
	limitMs: number;
	/** Whether the files of the batch must have been fetched, too. */
	withAttachments: boolean;
}

export interface Clock {
	/** Milliseconds on a clock that only goes forward. */
	now: () => number;
	/** @returns `false` when the user stopped the workflow meanwhile. */
	wait: (ms: number) => Promise<boolean>;
}

export type Waited =
	| { kind: 'finished'; batch: BatchStatus }
	/** The time ran out, or the user stopped the workflow; `last` is what was last heard. */
	| { kind: 'ranOut'; last?: BatchStatus }
	| { kind: 'cancelled' }
	| { kind: 'refused'; reply: FailedReply };

/**
 * Asks for a batch until it is processed. A short gap on the way (a dropped connection, a busy
 * service) is not the batch's failure: the next poll will tell.
 */
export async function waitForBatch(
	batchId: string,
	get: Send<string, BatchStatus>,
	{ pollMs, limitMs, withAttachments }: WaitPlan,
	{ now, wait }: Clock,
): Promise<Waited> {
	const deadline = now() + limitMs;
	let last: BatchStatus | undefined;
	for (;;) {
		const reply = await get(batchId);
		if (reply.kind === 'refused' || reply.kind === 'tooLarge') return { kind: 'refused', reply };
		if (reply.kind === 'done') {
			last = reply.body;
			// The files of a failed batch are of no use to anyone.
			const filesDone = last.status === 'FAILED' || areAttachmentsDone(last);
			if (isFinished(last) && (filesDone || !withAttachments)) {
				return { kind: 'finished', batch: last };
			}
		}
		const leftMs = deadline - now();
		if (leftMs <= 0) return { kind: 'ranOut', last };
		const askedFor = reply.kind === 'busy' ? reply.retryAfterMs : undefined;
		if (!(await wait(Math.min(Math.max(pollMs, askedFor ?? 0), leftMs)))) {
			return { kind: 'cancelled' };
		}
	}
}
