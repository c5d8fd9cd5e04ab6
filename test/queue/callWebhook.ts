import { setTimeout as pause } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import { underTest } from '../n8n/call';
import type { Webhook } from './saveWebhook';

/** What came back of one call. */
export interface Answer {
	status: number;
	/** The items that went through, by what the nodes said. */
	items: IDataObject[];
}

const CALLERS = 20;
const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 180_000;

/** Calls a webhook with one list after the other, twenty at a time; gives the answers in order. */
export async function callWebhook({ path }: Webhook, lists: object[][]): Promise<Answer[]> {
	const answers: Answer[] = [];
	const waiting = lists.entries();
	const caller = async () => {
		for (const [index, list] of waiting) answers[index] = await callOnce(path, list);
	};
	await Promise.all(Array.from({ length: CALLERS }, caller));
	return answers;
}

async function callOnce(path: string, list: object[]): Promise<Answer> {
	const signal = AbortSignal.timeout(PATIENCE_MS);
	for (;;) {
		const answer = await fetch(`${underTest.address}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', connection: 'close' },
			body: JSON.stringify(list),
			signal,
		});
		const text = await answer.text();
		// n8n takes a moment to listen there after it has activated a workflow.
		if (answer.status === 404) await pause(LOOK_EVERY_MS);
		else return { status: answer.status, items: answer.ok ? JSON.parse(text) : [] };
	}
}
