import { setImmediate } from 'node:timers/promises';
import { minBy, remove } from 'lodash';

/**
 * Time for code that waits in several places at once: it stands still while anything is being done,
 * and goes on to the next waking when everybody waits.
 */
export function virtualTime() {
	let now = 0;
	const sleepers: Array<{ at: number; wake: () => void }> = [];
	return {
		now: () => now,
		sleep: async (ms: number) =>
			await new Promise<void>((wake) => sleepers.push({ at: now + ms, wake })),
		/** Lets time pass until the work is done. */
		async passUntil<Result>(work: Promise<Result>): Promise<Result> {
			let isDone = false;
			const done = () => {
				isDone = true;
			};
			work.then(done, done);
			for (;;) {
				await setImmediate();
				if (isDone) return await work;
				const next = minBy(sleepers, 'at');
				if (!next) throw new Error('Everybody waits, but nobody for a time');
				now = next.at;
				remove(sleepers, ({ at }) => at === now).forEach(({ wake }) => wake());
			}
		},
	};
}
