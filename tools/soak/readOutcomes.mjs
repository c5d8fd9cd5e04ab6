import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'flatted';
import { ITEMS } from './soakWorkflow.mjs';

const PAGE = 100;

/**
 * What the two nodes said of each item, in every execution of a workflow, once none runs any more.
 * Resolves with `{ runs, Vambe, Evermuse }`.
 */
export async function readOutcomes(call, workflowId, patienceMs) {
	const giveUp = AbortSignal.timeout(patienceMs);
	let executions = await listExecutions(call, workflowId);
	while (executions.some(({ stoppedAt }) => !stoppedAt)) {
		if (giveUp.aborted) throw new Error('An execution does not end');
		await pause(500);
		executions = await listExecutions(call, workflowId);
	}

	const told = { runs: executions.length, Vambe: [], Evermuse: [] };
	for (const { id } of executions) {
		const { resultData } = parse((await call('GET', `/rest/executions/${id}`)).data);
		for (const node of ['Vambe', 'Evermuse']) {
			const outcomes = outcomesOf(resultData.runData[node]?.[0].data?.main ?? []);
			for (let item = 0; item < ITEMS; item++) {
				told[node].push({ id: `${id}-${item}`, outcome: outcomes.get(item) });
			}
		}
	}
	return told;
}

async function listExecutions(call, workflowId) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	// By id: those that run stand on every page.
	const all = new Map();
	let cursor = '';
	do {
		const path = `/rest/executions?limit=${PAGE}&filter=${filter}${cursor}`;
		const { results, nextCursor } = await call('GET', path);
		for (const execution of results) all.set(execution.id, execution);
		cursor = nextCursor && `&cursor=${encodeURIComponent(nextCursor)}`;
	} while (cursor);
	return [...all.values()];
}

/** By position of the input item. An item that came out twice has the outcome 'twice'. */
function outcomesOf([accepted = [], failed = []]) {
	const outcomes = new Map();
	const put = ({ pairedItem }, outcome) => {
		const { item } = [pairedItem].flat()[0];
		outcomes.set(item, outcomes.has(item) ? 'twice' : outcome);
	};
	for (const item of accepted) put(item, 'accepted');
	for (const item of failed) put(item, item.json.details.outcome);
	return outcomes;
}
