import type { BatchStatus } from '../schemas/batchStatus';

export const BATCH_STATUSES = ['COMPLETE', 'FAILED', 'LANDED', 'LANDING', 'PROCESSING'] as const;

const FINAL_STATUSES = new Set(['COMPLETE', 'FAILED']);
const FINAL_DOWNLOAD_STATUSES = new Set(['COMPLETE', 'PARTIAL_FAILURE', 'FAILED']);

/** Below this, a number of milliseconds would lie in the first months of 1970: it counts seconds. */
const FIRST_PLAUSIBLE_MS = 1e11;

export const isFinished = ({ status }: BatchStatus): boolean => FINAL_STATUSES.has(status);

/** Whether no file is still being fetched: all are, or there are none. */
export const areAttachmentsDone = (batch: BatchStatus): boolean =>
	batch.attachmentDownloadStatus === undefined
		? (batch.attachmentDownloadTotal ?? 0) === 0
		: FINAL_DOWNLOAD_STATUSES.has(batch.attachmentDownloadStatus);

/** When the batch was made, in milliseconds since the epoch. The API's page gives no unit. */
export const createdAtMs = ({ createdAt }: BatchStatus): number =>
	createdAt < FIRST_PLAUSIBLE_MS ? createdAt * 1_000 : createdAt;

/** The answer as it came, with what a workflow asks of it first. */
export function describeBatch(batch: BatchStatus) {
	const finished = isFinished(batch);
	return {
		...batch,
		finished,
		succeeded: finished ? batch.status === 'COMPLETE' : null,
		createdAtIso: new Date(createdAtMs(batch)).toISOString(),
	};
}
