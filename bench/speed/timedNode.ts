import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';

/** How often the memory is looked at. */
const LOOK_EVERY_MS = 10;

/** So long, and the event loop has gone round for certain. */
const A_ROUND_MS = 5;

/** What a node took between the begin and the end of its `execute`. */
export interface Took {
	wallMs: number;
	cpuMs: number;
	/** For how long nothing else could run, at most. */
	longestPauseMs: number;
	/** Of the whole process, in bytes. */
	memoryBefore: number;
	memoryAtMost: number;
	/** What is in use; if the garbage was collected, not counting what only waits for that. */
	liveBefore: number;
	liveAfter: number;
}

/**
 * A node that notes what its `execute` takes. What n8n does before and behind it does not count.
 *
 * @param collect whether garbage is collected before and behind it, so that memory can be compared.
 * Time cannot, then: V8 shrinks what it keeps for young objects, and forgets code that it compiled
 */
export function timedNode(
	nodeType: INodeType,
	collect: boolean,
): { node: INodeType; took(): Took } {
	let took: Took | undefined;
	const node: INodeType = Object.create(nodeType, {
		execute: {
			async value(this: IExecuteFunctions) {
				const stop = await startWatch(collect);
				const output = await nodeType.execute?.call(this);
				took = await stop();
				return output;
			},
		},
	});
	return {
		node,
		took() {
			if (!took) throw new Error(`${nodeType.description.displayName} did not run to its end`);
			return took;
		},
	};
}

async function startWatch(collect: boolean): Promise<() => Promise<Took>> {
	const liveBefore = await liveBytes(collect);
	const memoryBefore = process.memoryUsage.rss();
	let memoryAtMost = memoryBefore;
	const look = () => (memoryAtMost = Math.max(memoryAtMost, process.memoryUsage.rss()));
	const looking = setInterval(look, LOOK_EVERY_MS);
	const delay = monitorEventLoopDelay({ resolution: 1 });
	delay.enable();
	// It counts from one round to the next, so the first is to be over.
	await pause(A_ROUND_MS);
	delay.reset();

	const startedAt = performance.now();
	const cpuBefore = process.cpuUsage();
	return async () => {
		const { user, system } = process.cpuUsage(cpuBefore);
		const wallMs = performance.now() - startedAt;
		look();
		clearInterval(looking);
		await pause(A_ROUND_MS);
		delay.disable();
		return {
			wallMs,
			cpuMs: (user + system) / 1_000,
			longestPauseMs: delay.max / 1e6,
			memoryBefore,
			memoryAtMost,
			liveBefore,
			liveAfter: await liveBytes(collect),
		};
	};
}

async function liveBytes(collect: boolean): Promise<number> {
	if (collect) await collectGarbage();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

/** @throws unless Node.js was started with `--expose-gc` */
async function collectGarbage(): Promise<void> {
	if (!global.gc) throw new Error('Node.js must be started with --expose-gc');
	global.gc();
	// What holds memory outside of the heap lets go of it only after the first.
	await pause(A_ROUND_MS);
	global.gc();
}
