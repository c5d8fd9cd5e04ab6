import { readFile } from 'node:fs/promises';

export interface Worker {
	/** How many executions it has under way at most. */
	concurrency: number;
	name: string;
	/** It leads a process group of its own. */
	pid: number;
	logFile: string;
}

/** What `startQueue.mjs` brought up. */
export const workers: Worker[] = JSON.parse(process.env.WORKERS_UNDER_TEST ?? '[]');

/** The IDs of the executions that a worker has begun, and those it has not ended, by its own log. */
export async function executionsOf({ logFile }: Worker) {
	const log = await readFile(logFile, 'utf8');
	const ids = (what: string) =>
		[...log.matchAll(RegExp(`Worker ${what} execution (\\d+)`, 'g'))].map(([, id]) => id);
	const begun = ids('started');
	const ended = new Set(ids('finished'));
	return { begun, underWay: begun.filter((id) => !ended.has(id)) };
}

/** As a machine that goes down: nothing is cleaned up, nobody is told. */
export const kill = ({ pid }: Worker) => process.kill(-pid, 'SIGKILL');
