import type { INodeParameters, INodeType, IRun, IRunExecutionData, OnError } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { VambeEvent } from '../../nodes/Vambe/VambeEvent.node';
import type { Act, Received } from '../support/misbehave';
import { answer, hang, misbehave, reset } from '../support/misbehave';
import { credentialsOfNode } from '../support/GivenCredentials';
import { placeNode, to } from '../support/placeNode';
import type { NodeSetup } from '../support/runNode';
import { asSaved, runRounds } from '../support/runRounds';
import type { WorkflowUnderTest } from '../support/runWorkflow';
import { outputOf, runWorkflow } from '../support/runWorkflow';
import { time } from '../support/simulatedTime';
import { startNode } from '../support/startNode';
import { detailsOf, jsonOf } from '../support/useVambeContact';
import { anEventForm, useVambeEvent } from '../support/useVambeEvent';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => time.pass(ms),
}));

const { runAgainst, credentialFor } = useVambeEvent();

beforeEach(() => {
	jest.spyOn(Date, 'now').mockImplementation(() => time.now);
});

/** Vambe takes it, under an ID that says which request it was. Each request takes it ten seconds. */
const accept: Act = (response, received) => {
	time.pass(10_000);
	return answer(202, { id: `id of ${nameIn(received)}` })(response, received);
};
const reject = answer(400, { message: 'No' });

const nameIn = ({ body }: Received) => (JSON.parse(String(body)) as { event: string }).event;

const named = { event: '={{ $json.name }}', options: { concurrency: 1 } };
const items = ['first', 'second', 'third'].map((name) => ({ name }));
const retryOnFail = { maxTries: 3 };

const UNSURE_AT = (clock: string) =>
	`Vambe gave no clear answer: the connection was closed before the answer was complete; the event sent at 2026-03-02 ${clock} UTC may or may not have been recorded`;

describe('When n8n runs the node again because it failed', () => {
	/** Three events by a node with Retry On Fail, one request after the other. */
	const tryAgain = async (acts: Act[], setup: NodeSetup = {}) => {
		const ran = await runAgainst(acts, {
			items,
			onError: 'stopWorkflow',
			retryOnFail,
			...setup,
			parameters: { ...named, ...setup.parameters },
		});
		return { ...ran, sent: ran.requests.map(nameIn) };
	};

	test('what was accepted is not sent again, and what was not sent is', async () => {
		const { sent, error } = await tryAgain([accept, reset, accept]);
		expect(sent).toEqual(['first', 'second', 'third']);
		expect(error).toMatchObject({
			message: `${UNSURE_AT('12:00:10')} [item 1]`,
			description: expect.stringMatching(/Of 3: 2 accepted, 1 unclear\.$/),
		});
	});

	test('what was rejected is sent again, and what was accepted comes out as it did', async () => {
		const { sent, success, error, downstream } = await tryAgain([accept, reject, accept]);
		expect(sent).toEqual(['first', 'second', 'second', 'third']);
		expect(error).toBeUndefined();
		expect(jsonOf(success)).toEqual(
			items.map(({ name }) => ({ id: `id of ${name}`, event: name })),
		);
		expect(downstream.success.map(({ start }) => start)).toEqual(items);
	});

	test('it makes no difference that an expression gives something else on each try', async () => {
		const { requests, success } = await runAgainst([accept, reject, accept], {
			parameters: {
				event: '={{ $json.name + " " + $now.toMillis() }}',
				options: { concurrency: 1 },
			},
			items: items.slice(0, 2),
			onError: 'stopWorkflow',
			retryOnFail,
		});
		const [first, second, again] = requests.map(nameIn);
		expect(requests).toHaveLength(3);
		expect(again).not.toBe(second);
		expect(jsonOf(success)).toEqual([
			{ id: `id of ${first}`, event: first },
			{ id: `id of ${again}`, event: again },
		]);
	});

	test('nothing is sent for an accepted item even if its form can no longer be read', async () => {
		const { sent, success } = await tryAgain([accept, reject, accept], {
			parameters: {
				properties: {
					assignments: [
						{
							id: 'late',
							name: 'late',
							type: 'number',
							// From the second try on, ten seconds later, the first item has none.
							value: '={{ $json.name === "first" && $now.second >= 10 ? "none" : 1 }}',
						},
					],
				},
			},
			items: items.slice(0, 2),
		});
		expect(sent).toEqual(['first', 'second', 'second']);
		expect(success).toHaveLength(2);
	});

	test.each<OnError>(['continueRegularOutput', 'continueErrorOutput'])(
		'what is unclear stays so, and what was rejected is sent again (%s)',
		async (onError) => {
			const { sent, success, errors } = await tryAgain([reset, reject, reject, accept], {
				items: items.slice(0, 2),
				onError,
			});
			expect(sent).toEqual(['first', 'second', 'second', 'second']);
			const [unclear] = [...success, ...errors].filter(({ json }) => json.error);
			expect(unclear.json.error).toBe(`${UNSURE_AT('12:00:00')} [item 0]`);
			expect(unclear.json.details).toEqual({
				outcome: 'unsure',
				code: 'UNKNOWN_OUTCOME',
				attempts: 1,
			});
			expect(success[0].json).toMatchObject({ event: 'second' });
		},
	);

	test.each<OnError>(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'])(
		'what is unclear is never sent again, however often that is (%s)',
		async (onError) => {
			const { sent } = await tryAgain([reset], {
				items: items.slice(0, 1),
				onError,
				retryOnFail: { maxTries: 5 },
			});
			expect(sent).toEqual(['first']);
		},
	);

	test('what is unclear is sent again where the user allows it, and counts all requests', async () => {
		const options = { concurrency: 1, resendUncertain: true, maxRetries: 1 };
		const { sent, error } = await tryAgain([reset], {
			parameters: { options },
			items: items.slice(0, 1),
			retryOnFail: { maxTries: 2 },
		});
		expect(sent).toEqual(Array(4).fill('first'));
		expect(error?.message).toBe(`${UNSURE_AT('12:00:00')} [item 0]`);

		const { errors } = await tryAgain([reset], {
			parameters: { options },
			items: items.slice(0, 1),
			onError: 'continueErrorOutput',
			retryOnFail: { maxTries: 2 },
		});
		expect(detailsOf(errors)).toMatchObject([{ outcome: 'unsure', attempts: 4 }]);
	});

	test('what is unclear may become accepted where the user allows it, but never rejected', async () => {
		const options = { concurrency: 1, resendUncertain: true, maxRetries: 0 };
		const setup = { parameters: { options }, items: items.slice(0, 1) };
		const { success } = await tryAgain([reset, accept], setup);
		expect(jsonOf(success)).toEqual([{ id: 'id of first', event: 'first' }]);

		const { sent, errors } = await tryAgain([reset, reject], {
			...setup,
			onError: 'continueErrorOutput',
		});
		expect(sent).toEqual(['first', 'first', 'first']);
		expect(detailsOf(errors)).toMatchObject([{ outcome: 'unsure', code: 'UNKNOWN_OUTCOME' }]);
	});

	test('how far the run came counts the events of all tries', async () => {
		const limited = answer(429, {}, { 'Retry-After': '90' });
		const { error, sent } = await tryAgain([accept, reject, accept, limited], {
			retryOnFail: { maxTries: 2 },
		});
		expect(sent).toEqual(['first', 'second', 'second', 'third']);
		expect(error).toMatchObject({
			message: expect.stringMatching(/; 2 of 3 events were accepted \[item 2\]$/),
			description: expect.stringMatching(/Of 3: 2 accepted, 1 not sent\.$/),
		});
	});

	test('nothing more is sent once the user pressed Stop between two tries', async () => {
		const stop = new AbortController();
		const rejectAndStop: Act = async (...given) => {
			await reject(...given);
			stop.abort();
		};
		const { sent } = await tryAgain([accept, rejectAndStop, accept], { stop: stop.signal });
		expect(sent).toEqual(['first', 'second']);
	});

	test('what was under way when the user pressed Stop stays unclear, and is not sent again', async () => {
		const stop = new AbortController();
		const stopThenHang: Act = (...given) => {
			stop.abort();
			return hang(...given);
		};
		const { sent } = await tryAgain([accept, stopThenHang, accept], { stop: stop.signal });
		expect(sent).toEqual(['first', 'second']);
	});
});

describe('What the node remembers', () => {
	const contextOf = ({ data }: IRun) => data.executionData?.contextData['node:Node'] ?? {};

	const rounds = async (acts: Act[], parameters: INodeParameters, wait = false) => {
		const { url, requests } = await misbehave(...acts);
		const ran = await runRounds(new VambeEvent(), {
			parameters: anEventForm(parameters),
			credentials: credentialFor(url),
			retryOnFail: { maxTries: 2 },
			rounds: [[{ name: 'first' }], [{ name: 'second' }]],
			duringWait: wait ? () => undefined : undefined,
		});
		return { ...ran, sent: requests.map(nameIn) };
	};

	test.each([
		['the next round of a loop', false],
		['the next round after a Wait', true],
	])('of one round says nothing of %s', async (_what, wait) => {
		const { sent, outputs } = await rounds([reset, reject, accept], named, wait);
		// The second round is rejected first, then accepted: by its own try, not by a memory of the first.
		expect(sent).toEqual(['first', 'second', 'second']);
		expect(detailsOf(outputs[0])).toMatchObject([{ outcome: 'unsure' }]);
		expect(jsonOf(outputs[1])).toEqual([{ id: 'id of second', event: 'second' }]);
	});

	test('of the events is nothing once all were accepted', async () => {
		const { run } = await rounds([reject, accept], named);
		expect(asSaved(run).executionData?.contextData['node:Node']).toEqual({});
	});

	test('is plain JSON, and no more than one round of it', async () => {
		const { run } = await rounds([reset], named);
		const { sentLedger } = contextOf(run) as { sentLedger: { run: number; results: object[] } };
		expect(JSON.parse(JSON.stringify(sentLedger))).toEqual(sentLedger);
		expect(sentLedger).toMatchObject({ run: 1, results: [{ itemIndex: 0, ok: false }] });
	});

	test('of one incoming branch says nothing of the other', async () => {
		const { url, requests } = await misbehave(reset, reject, accept);
		const credentials = credentialFor(url);
		const branch = (name: string) => placeNode(name, startNode, { type: 'pass' });
		const run = await runWorkflow({
			nodes: [
				placeNode('Start', startNode),
				branch('One'),
				branch('Two'),
				placeNode('Node', new VambeEvent(), {
					parameters: anEventForm({ ...named, event: '={{ $prevNode.name }}' }),
					credentials: credentialsOfNode(credentials),
					onError: 'continueRegularOutput',
					retryOnFail: true,
					maxTries: 2,
					waitBetweenTries: -1,
				}),
			],
			connections: {
				Start: { main: [[to('One'), to('Two')]] },
				One: { main: [[to('Node')]] },
				Two: { main: [[to('Node')]] },
			},
			nodeTypes: {
				start: startNode,
				pass: {
					...startNode,
					trigger: undefined,
					execute: async function () {
						return [this.getInputData()];
					},
				},
				vambeEvent: new VambeEvent(),
			},
			credentials,
		});
		const names = requests.map(nameIn);
		expect(names).toHaveLength(3);
		expect(names[1]).toBe(names[2]);
		expect(names[0]).not.toBe(names[1]);
		expect(outputOf(run, 'Node').map(({ json }) => json.event)).toEqual([undefined, names[1]]);
	});

	test('ends with the execution', async () => {
		const setup: NodeSetup = { parameters: named, items: items.slice(0, 1), retryOnFail };
		const first = await runAgainst([reset], setup);
		const second = await runAgainst([accept], setup);
		expect(first.errors).toHaveLength(1);
		expect(second.success).toHaveLength(1);
	});
});

describe('When the user retries a failed execution from the list of executions', () => {
	/** What n8n 2.41 makes of the saved run then (`execution.service.js`, `retry`). */
	function toRetry(failed: IRun): IRunExecutionData {
		const saved = asSaved(failed);
		const { resultData } = saved;
		const lastRuns = resultData.runData[String(resultData.lastNodeExecuted)];
		delete resultData.error;
		if (lastRuns.at(-1)?.error !== undefined) lastRuns.pop();
		return saved;
	}

	const workflow = (url: string): WorkflowUnderTest => {
		const credentials = credentialFor(url);
		return {
			nodes: [
				placeNode('Start', startNode),
				placeNode('Node', new VambeEvent(), {
					parameters: anEventForm(named),
					credentials: credentialsOfNode(credentials),
				}),
			],
			connections: { Start: { main: [[to('Node')]] } },
			nodeTypes: { start: startNode, vambeEvent: new VambeEvent() },
			credentials,
			items: items.map((json) => ({ json })),
		};
	};

	test('what was accepted or is unclear is not sent again, and the rest is', async () => {
		const { url, requests } = await misbehave(accept, reset, accept);
		const failed = await runWorkflow(workflow(url));
		const retried = await runWorkflow({ ...workflow(url), goOnFrom: toRetry(failed) });
		expect(requests.map(nameIn)).toEqual(['first', 'second', 'third']);
		expect(failed.data.resultData.error?.description).toMatch(/1 accepted, 1 not sent, 1 unclear/);
		expect(retried.data.resultData.error?.message).toBe(`${UNSURE_AT('12:00:10')} [item 1]`);
		expect(retried.data.resultData.error?.description).toMatch(/Of 3: 2 accepted, 1 unclear\.$/);
	});

	test('what is unclear is sent again when the saved workflow now allows it', async () => {
		const { url, requests } = await misbehave(accept, reset, accept);
		const failed = await runWorkflow(workflow(url));
		const goOnFrom = toRetry(failed);
		// "Retry with currently saved workflow" puts the node as it is now into the saved run.
		goOnFrom.executionData?.nodeExecutionStack.forEach(({ node }) => {
			node.parameters.options = { concurrency: 1, resendUncertain: true };
		});
		const retried = await runWorkflow({ ...workflow(url), goOnFrom });
		expect(requests.map(nameIn)).toEqual(['first', 'second', 'second', 'third']);
		expect(retried.status).toBe('success');
		expect(jsonOf(outputOf(retried, 'Node'))).toEqual(
			items.map(({ name }) => ({ id: `id of ${name}`, event: name })),
		);
	});
});

describe('As a tool of an agent that runs its tools by itself', () => {
	/** The event as the tool that n8n makes of a node. */
	const event = new VambeEvent();
	const vambeEventTool: INodeType = {
		execute: event.execute,
		description: {
			...event.description,
			name: 'vambeEventTool',
			inputs: [],
			outputs: [NodeConnectionTypes.AiTool],
		},
	};

	/**
	 * Calls its tool so many times, and puts out what that says. It takes all tools into its hands
	 * before it uses the first, as an agent with several items does, and so n8n numbers them alike.
	 */
	const agentOf = (calls: number): INodeType => ({
		...startNode,
		trigger: undefined,
		description: {
			...startNode.description,
			name: 'agent',
			inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool],
		},
		async execute() {
			const tools = [];
			for (let call = 0; call < calls; call++) {
				tools.push(await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0));
			}
			const answers = [];
			for (const [tool] of tools as Array<[{ invoke: (given: object) => Promise<string> }]>) {
				answers.push(await tool.invoke({}).catch(({ message }: Error) => message));
			}
			return [answers.map((answer) => ({ json: { answer } }))];
		},
	});

	async function callTool(acts: Act[], calls = 1) {
		const agent = agentOf(calls);
		const { url, requests } = await misbehave(...acts);
		const credentials = credentialFor(url);
		const run = await runWorkflow({
			nodes: [
				placeNode('Start', startNode),
				placeNode('Agent', agent),
				placeNode('Tool', vambeEventTool, {
					parameters: anEventForm(),
					credentials: credentialsOfNode(credentials),
					retryOnFail: true,
					waitBetweenTries: -1,
				}),
			],
			connections: {
				Start: { main: [[to('Agent')]] },
				Tool: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
			},
			nodeTypes: { start: startNode, agent, vambeEventTool },
			credentials,
		});
		return { answers: outputOf(run, 'Agent').map(({ json }) => String(json.answer)), requests };
	}

	test('what is unclear is told to the agent, and not sent again by Retry On Fail', async () => {
		const { answers, requests } = await callTool([reset]);
		expect(requests).toHaveLength(1);
		expect(JSON.parse(answers[0])).toEqual([
			expect.objectContaining({
				error: `${UNSURE_AT('12:00:00')} [item 0]`,
				message: expect.stringMatching(/send the event again only if it is not there/),
			}),
		]);
	});

	test('what was rejected is sent again by Retry On Fail', async () => {
		const { answers, requests } = await callTool([reject, accept]);
		expect(requests).toHaveLength(2);
		expect(JSON.parse(answers[0])).toEqual([{ id: 'id of purchase', event: 'purchase' }]);
	});

	test('what is unclear of one call says nothing of the next one', async () => {
		const { answers, requests } = await callTool([reset, accept], 2);
		expect(requests).toHaveLength(2);
		expect(JSON.parse(answers[1])).toEqual([{ id: 'id of purchase', event: 'purchase' }]);
	});
});
