import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'flatted';
import type { ExecutionStatus, INode, IRunExecutionData } from 'n8n-workflow';
import { call } from './call';

export interface Execution {
	status: ExecutionStatus;
	data: IRunExecutionData;
}

interface StoredExecution {
	stoppedAt: string | null;
	status: ExecutionStatus;
	/** In flatted's notation. */
	data: string;
}

/** Each look gets all that the execution has so far, which n8n needs time to write. */
const LOOK_EVERY_MS = 500;

/** Presses "Execute workflow" and resolves when the execution is over, however it ended. */
export async function runWorkflow(id: string): Promise<Execution> {
	const { nodes } = await call<{ nodes: INode[] }>('GET', `workflows/${id}`);
	const trigger = nodes.find(({ type }) => type.endsWith('Trigger'));
	const { executionId } = await call<{ executionId: string }>('POST', `workflows/${id}/run`, {
		triggerToStartFrom: { name: trigger?.name },
	});
	for (;;) {
		const found = await call<StoredExecution>('GET', `executions/${executionId}`);
		if (found.stoppedAt) return { status: found.status, data: parse(found.data) };
		await pause(LOOK_EVERY_MS);
	}
}
