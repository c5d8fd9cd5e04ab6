import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

/** How long a wait may go on after the user pressed Stop. Older hosts cannot interrupt a sleep. */
const SLICE_MS = 500;

/** @returns a wait that ends early, with `false`, once the user stopped the workflow. */
export function waitUnlessCancelled(context: IExecuteFunctions) {
	const signal = context.getExecutionCancelSignal();
	return async (ms: number): Promise<boolean> => {
		for (let left = ms; left > 0 && !signal?.aborted; left -= SLICE_MS) {
			await sleep(Math.min(SLICE_MS, left));
		}
		return !signal?.aborted;
	};
}
