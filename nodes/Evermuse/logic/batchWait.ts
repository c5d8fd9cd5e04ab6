import type { FailedReply, Reply } from '../../shared/logic/reply';
import type { BatchStatus } from '../schemas/batchStatus';
import { areAttachmentsDone, isFinished } from './batchState';

export interface WaitPlan {
	pollMs: number;
	/** How long to wait in all, however many batches there are, in milliseconds. */
	limitMs: number;
	/** Whether the files of the batch must have been fetched, too. */
	withAttachments: boolean;
}

/** How the wait for a batch ended. */
export type Waited =
	| { kind: 'finished'; batch: BatchStatus }
	/** The time was over first; `last` is what was last heard. */
	| { kind: 'ranOut'; last?: BatchStatus }
	/** The user stopped the workflow. */
	| { kind: 'cancelled' }
	| { kind: 'refused'; reply: FailedReply };

/** How the wait for a batch has ended if there is no reply at all. */
export const NOT_HEARD_OF: Waited = { kind: 'ranOut' };

/**
 * How the wait for a batch has ended if this is the last reply. A short gap (a dropped connection, a
 * busy service) is not the batch's failure: the next poll will tell.
 */
export function afterReply(
	waited: Waited,
	reply: Reply<BatchStatus>,
	withAttachments: boolean,
): Waited {
	if (reply.kind === 'refused' || reply.kind === 'tooLarge') return { kind: 'refused', reply };
	if (reply.kind !== 'done') return waited;
	const batch = reply.body;
	// The files of a failed batch are of no use to anyone.
	const filesDone = batch.status === 'FAILED' || areAttachmentsDone(batch);
	return isFinished(batch) && (filesDone || !withAttachments)
		? { kind: 'finished', batch }
		: { kind: 'ranOut', last: batch };
}
