import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'flatted';
import type { IRunExecutionData } from 'n8n-workflow';
import type { Told } from './compareWithLedger';
import { outcomesOf } from './outcomesOf';
import { ITEMS } from './soakWorkflow';

/** Calls n8n's REST API and resolves with the `data` of its answer. */
export type Call = <Data>(method: string, path: string, body?: object) => Promise<Data>;

interface Execution {
	id: string;
	stoppedAt: string | null;
}

const PAGE = 100;

/** What the named nodes said of each item, in every execution of a workflow, once none runs any more. */
export async function readOutcomes<Node extends string>(
	call: Call,
	workflowId: string,
	nodes: readonly Node[],
	patienceMs: number,
): Promise<{ runs: number; told: Record<Node, Told[]> }> {
	const giveUp = AbortSignal.timeout(patienceMs);
	let executions = await listExecutions(call, workflowId);
	while (executions.some(({ stoppedAt }) => !stoppedAt)) {
		if (giveUp.aborted) throw new Error('An execution does not end');
		await pause(500);
		executions = await listExecutions(call, workflowId);
	}

	const told = Object.fromEntries(nodes.map((node) => [node, []])) as unknown as Record<
		Node,
		Told[]
	>;
	for (const { id } of executions) {
		const { data } = await call<{ data: string }>('GET', `/rest/executions/${id}`);
		const { runData } = (parse(data) as IRunExecutionData).resultData;
		for (const node of nodes) {
			const outcomes = outcomesOf(runData[node]?.[0].data?.main ?? []);
			for (let item = 0; item < ITEMS; item++) {
				told[node].push({ id: `${id}-${item}`, outcome: outcomes.get(item) });
			}
		}
	}
	return { runs: executions.length, told };
}

async function listExecutions(call: Call, workflowId: string): Promise<Execution[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	// By id: those that run stand on every page.
	const all = new Map<string, Execution>();
	let cursor: string | null = '';
	do {
		const path: string = `/rest/executions?limit=${PAGE}&filter=${filter}${cursor}`;
		const { results, nextCursor }: { results: Execution[]; nextCursor: string | null } = await call(
			'GET',
			path,
		);
		for (const execution of results) all.set(execution.id, execution);
		cursor = nextCursor && `&cursor=${encodeURIComponent(nextCursor)}`;
	} while (cursor);
	return [...all.values()];
}
