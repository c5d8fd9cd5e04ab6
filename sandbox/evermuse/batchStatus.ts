import type { StoredBatch } from '../ledger';

/** Milliseconds after creation; the attachments may take longer than the batch. */
export interface LifeCycle {
	landed: number;
	processing: number;
	finished: number;
	downloadsStarted: number;
	downloadsFinished: number;
}

export const LIFE_CYCLE: LifeCycle = {
	landed: 1000,
	processing: 2000,
	finished: 6000,
	downloadsStarted: 2000,
	downloadsFinished: 8000,
};

/** What the batch looks like `age` milliseconds after its creation, as the API shows it. */
export function batchStatus(batch: StoredBatch, age: number, lifeCycle: LifeCycle) {
	const { batchId, createdAt, acceptedCount, rejectedCount, totalErrorCount, errors } = batch;
	return {
		batchId,
		status: statusAt(batch, age, lifeCycle),
		createdAt,
		acceptedCount,
		rejectedCount,
		totalErrorCount,
		...(errors.length > 0 && { errors }),
		source: 'api',
		...(batch.type !== null && { type: batch.type }),
		...(batch.downloads.length > 0 && downloadsAt(batch.downloads, age, lifeCycle)),
	};
}

function statusAt({ doomed }: StoredBatch, age: number, lifeCycle: LifeCycle) {
	if (age < lifeCycle.landed) return 'LANDING';
	if (age < lifeCycle.processing) return 'LANDED';
	if (age < lifeCycle.finished) return 'PROCESSING';
	return doomed ? 'FAILED' : 'COMPLETE';
}

/** One attachment after the other, evenly spread over the time they take together. */
function downloadsAt(urls: string[], age: number, lifeCycle: LifeCycle) {
	const { downloadsStarted, downloadsFinished } = lifeCycle;
	const progress = (age - downloadsStarted) / (downloadsFinished - downloadsStarted);
	const tried = urls.slice(0, Math.floor(urls.length * Math.min(1, Math.max(0, progress))));
	const failed = tried.filter(isUnreachable).length;
	return {
		attachmentDownloadTotal: urls.length,
		attachmentDownloadComplete: tried.length - failed,
		attachmentDownloadFailed: failed,
		attachmentDownloadStatus: downloadStatus(urls.length, tried.length, failed, progress),
	};
}

function downloadStatus(total: number, tried: number, failed: number, progress: number) {
	if (progress < 0) return 'PENDING';
	if (tried < total) return 'IN_PROGRESS';
	if (failed === 0) return 'COMPLETE';
	return failed === total ? 'FAILED' : 'PARTIAL_FAILURE';
}

/** Nothing is fetched: by the reserved name of its host a download is known to fail. */
function isUnreachable(url: string): boolean {
	if (!URL.canParse(url)) return true;
	const { hostname } = new URL(url);
	return hostname === 'unreachable.example' || hostname.endsWith('.invalid');
}
