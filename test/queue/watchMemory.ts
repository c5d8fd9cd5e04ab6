import { readFile, writeFile } from 'node:fs/promises';
import type { Worker } from './workers';
import { workers } from './workers';

/**
 * Watches how much memory the workers hold, as Linux counts it; what it gives prints that. It is for
 * the README and for no test: how much that is depends on when V8 collects its garbage.
 */
export async function watchMemory() {
	await Promise.all(workers.map(forgetPeak));
	const atRest = await Promise.all(workers.map(memoryOf));
	return async () => {
		for (const [index, worker] of workers.entries()) {
			const { now, most } = await memoryOf(worker);
			process.stdout.write(
				`${worker.name}: ${atRest[index].now} MB at rest, at most ${most} MB with ${worker.concurrency} executions at once, ${now} MB afterwards\n`,
			);
		}
	};
}

/** From now on the most that a worker held is what it holds at this moment, or more. */
const forgetPeak = async ({ pid }: Worker) => {
	await writeFile(`/proc/${pid}/clear_refs`, '5');
};

/** In megabytes. */
async function memoryOf({ pid }: Worker) {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const megabytes = (field: string) =>
		Math.round((Number(RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1024) / 1e6);
	return { now: megabytes('VmRSS'), most: megabytes('VmHWM') };
}
