import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'flatted';
import type { INode, IRunExecutionData } from 'n8n-workflow';
import { freePorts } from '../../../test/n8n/freePorts.mjs';
import { installIntoN8n } from '../../../tools/installIntoN8n.mjs';
import { packPackage } from '../../../tools/packPackage.mjs';
import { signIn } from '../../../tools/signIn.mjs';
import { startN8n } from '../../../tools/startN8n.mjs';

/** A workflow that runs its nodes one behind the other. */
export interface Line {
	name: string;
	nodes: INode[];
}

export interface RealN8n {
	/** @returns the id by which n8n knows it */
	addCredential(type: string, data: object): Promise<string>;
	/** @returns the id by which n8n knows it */
	addWorkflow(line: Line): Promise<string>;
	/**
	 * Presses "Execute workflow".
	 *
	 * @returns how long each of the named nodes took by n8n's own account, in milliseconds
	 * @throws if the run did not succeed
	 */
	run(workflowId: string, nodes: readonly string[]): Promise<number[]>;
}

const LOOK_EVERY_MS = 100;

/** Starts an n8n with this package installed as a user installs it, in an empty folder. */
export async function startRealN8n(userFolder: string): Promise<RealN8n> {
	const [n8nPort, brokerPort] = await freePorts(2);
	await installIntoN8n(await packPackage(userFolder), userFolder);
	await startN8n({ userFolder, n8nPort, brokerPort, logFolder: userFolder });
	const address = `http://127.0.0.1:${n8nPort}`;
	const { cookie } = await signIn(address);

	const call = async <Data>(method: string, path: string, body?: object): Promise<Data> => {
		const answer = await fetch(`${address}/rest/${path}`, {
			method,
			// n8n runs a workflow by hand only for an editor that could listen.
			headers: { 'content-type': 'application/json', cookie, 'push-ref': 'bench' },
			body: body && JSON.stringify(body),
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
		return (JSON.parse(text) as { data: Data }).data;
	};
	const ofWorkflow = async (id: string) => {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
		const { results } = await call<{ results: Array<{ id: string; stoppedAt: string | null }> }>(
			'GET',
			`executions?limit=5&filter=${filter}`,
		);
		return results;
	};

	return {
		addCredential: async (type, data) =>
			(await call<{ id: string }>('POST', 'credentials', { name: type, type, data })).id,
		addWorkflow: async ({ name, nodes }) => {
			const connections = Object.fromEntries(
				nodes
					.slice(1)
					.map((node, index) => [
						nodes[index].name,
						{ main: [[{ node: node.name, type: 'main', index: 0 }]] },
					]),
			);
			const settings = { executionOrder: 'v1' };
			const workflow = { name, nodes, connections, settings };
			return (await call<{ id: string }>('POST', 'workflows', workflow)).id;
		},
		run: async (workflowId, nodes) => {
			const { executionId } = await call<{ executionId: string }>(
				'POST',
				`workflows/${workflowId}/run`,
				{ triggerToStartFrom: { name: 'Start' } },
			);
			const isOver = async () =>
				(await ofWorkflow(workflowId)).some(({ id, stoppedAt }) => id === executionId && stoppedAt);
			while (!(await isOver())) await pause(LOOK_EVERY_MS);
			const { status, data } = await call<{ status: string; data: string }>(
				'GET',
				`executions/${executionId}`,
			);
			const { runData, error } = (parse(data) as IRunExecutionData).resultData;
			if (status !== 'success') throw new Error(`n8n says ${status}: ${error?.message}`);
			return nodes.map((name) => runData[name][0].executionTime);
		},
	};
}
