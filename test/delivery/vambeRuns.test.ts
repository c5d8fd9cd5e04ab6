import type { IConnections, INodeExecutionData, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { chunk, range } from 'lodash';
import { VambeEvent } from '../../nodes/Vambe/VambeEvent.node';
import { credentialsOfNode } from '../support/GivenCredentials';
import { placeNode, to } from '../support/placeNode';
import { runWorkflow } from '../support/runWorkflow';
import { HOUR } from '../sandbox/useSandbox';
import { startNode } from '../support/startNode';
import { time } from '../support/simulatedTime';
import { eventItems } from './anEventItem';
import type { Attempt } from './attempts';
import { withAttempts } from './attempts';
import { outcomeOf } from './claims';
import { times } from './fates';
import type { Handling } from './handlings';
import { settingsOf } from './handlings';
import { sharedTime } from './sharedTime';
import { formWith, useVambeDelivery } from './useVambeDelivery';
import type { VambeOptions } from './vambeInvariants';
import { mostInAnHour } from './vambeInvariants';

/*
 * n8n runs a node more than once in an execution: for each round of a loop and for each branch that
 * leads to it, and each of these again with Retry On Fail.
 */

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => await sharedTime.sleep(ms),
}));

const { vambe, credentials } = useVambeDelivery();

const ledger = () => vambe().ledger;
const lost = { kind: 'reset', at: 'body', commit: 'before' } as const;
const refused = { kind: 'refuse', status: 400 } as const;

/** A node that hands items on. */
const handOn = (
	name: string,
	outputs: number,
	execute: NonNullable<INodeType['execute']>,
): INodeType => ({
	description: {
		...startNode.description,
		displayName: name,
		name,
		inputs: [NodeConnectionTypes.Main],
		outputs: times(outputs, NodeConnectionTypes.Main),
	},
	execute,
});

const branch = handOn('branch', 1, async function () {
	return [this.getInputData()];
});

/** Puts out the next items on its second output each time it is run; at the end, on its first. */
function roundsOf(size: number): INodeType {
	let rounds: INodeExecutionData[][] | undefined;
	return handOn('rounds', 2, async function () {
		rounds ??= chunk(this.getInputData(), size);
		const next = rounds.shift();
		return next ? [[], next] : [this.getInputData(), []];
	});
}

interface Given {
	/** How many items 'Start' puts out. */
	count: number;
	options?: VambeOptions;
}

/** Runs Vambe Event between these nodes. @returns each time that n8n ran it */
async function runBetween(
	others: Record<string, INodeType>,
	connections: IConnections,
	handling: Handling,
	{ count, options }: Given,
): Promise<Attempt[]> {
	const { watched, attempts } = withAttempts(new VambeEvent(), () => ledger().requests.length);
	const given = credentials();
	const { onError, retryOnFail } = settingsOf(handling);
	const nodes = { Start: startNode, ...others };
	await runWorkflow({
		nodes: [
			...Object.entries(nodes).map(([name, type]) => placeNode(name, type)),
			placeNode('Node', watched, {
				parameters: formWith(options),
				credentials: credentialsOfNode(given),
				onError,
				...(retryOnFail && { retryOnFail: true, waitBetweenTries: -1, ...retryOnFail }),
			}),
		],
		connections,
		nodeTypes: Object.fromEntries(
			[...Object.values(nodes), watched].map((type) => [type.description.name, type]),
		),
		credentials: given,
		items: eventItems(count).map((item) => ({ json: { ...item } })),
	});
	return attempts;
}

/** In a loop, so many items a round. */
const inRounds = async (size: number, handling: Handling, given: Given) =>
	await runBetween(
		{ Rounds: roundsOf(size) },
		{
			Start: { main: [[to('Rounds')]] },
			Rounds: { main: [[], [to('Node')]] },
			Node: { main: [[to('Rounds')]] },
		},
		handling,
		given,
	);

/** Behind two branches, each of which brings all items. */
const behindTwoBranches = async (handling: Handling, given: Given) =>
	await runBetween(
		{ One: branch, Other: branch },
		{
			Start: { main: [[to('One'), to('Other')]] },
			One: { main: [[to('Node')]] },
			Other: { main: [[to('Node')]] },
		},
		handling,
		given,
	);

/** What each attempt said of its items, in the order of its output. */
const said = (attempts: Attempt[]) =>
	attempts.map(({ output }) => output?.map(outcomeOf) ?? 'stopped');

const continues = (maxTries: number): Handling => ({ onError: 'continueRegularOutput', maxTries });
const stopping = (maxTries: number): Handling => ({ onError: 'stopWorkflow', maxTries });

describe('In a loop', () => {
	it('each round sends its own events, also after an earlier round had to be run again', async () => {
		vambe().faults.plan([undefined, lost]);

		const attempts = await inRounds(1, continues(2), { count: 4 });

		expect(said(attempts)).toEqual([
			['accepted'],
			['unsure'],
			['unsure'],
			['accepted'],
			['accepted'],
		]);
		expect(ledger().requests).toHaveLength(4);
		expect(ledger().events).toHaveLength(4);
	});

	it('a round that was refused is tried again, and no other', async () => {
		vambe().faults.plan([undefined, undefined, refused, refused]);

		const attempts = await inRounds(2, continues(2), { count: 6 });

		expect(said(attempts)).toEqual([
			['accepted', 'accepted'],
			['rejected', 'rejected'],
			['accepted', 'accepted'],
			['accepted', 'accepted'],
		]);
		expect(ledger().requests).toHaveLength(8);
		expect(ledger().events).toHaveLength(6);
	});

	it('a round that stops is tried again for what it did not send', async () => {
		const options = { concurrency: 1 };
		vambe().faults.plan([...times(4, undefined), refused]);

		const attempts = await inRounds(3, stopping(2), { count: 6, options });

		expect(said(attempts)).toEqual([times(3, 'accepted'), 'stopped', times(3, 'accepted')]);
		expect(ledger().requests).toHaveLength(7);
		expect(ledger().events).toHaveLength(6);
	});

	it("'Max per Hour' holds over all rounds", async () => {
		const options = { maxPerHour: 5, concurrency: 2 };

		const attempts = await inRounds(2, continues(1), { count: 10, options });

		expect(ledger().requests).toHaveLength(5);
		expect(said(attempts)).toEqual([
			...times(2, ['accepted', 'accepted']),
			['accepted', 'notSent'],
			...times(2, ['notSent', 'notSent']),
		]);
	});

	it("'Max per Hour' holds over all rounds and tries that wait for it", async () => {
		const options = { maxPerHour: 5, maxWaitSeconds: 3_600 };
		vambe().faults.plan([undefined, undefined, refused, refused]);

		await inRounds(2, continues(2), { count: 16, options });

		expect(ledger().requests).toHaveLength(18);
		expect(ledger().events).toHaveLength(16);
		expect(mostInAnHour(ledger().requests)).toBe(5);
		expect(time.passedMs()).toBe(3 * HOUR);
	});

	it('what Vambe said of the next hour, the next round heeds', async () => {
		vambe().faults.plan([undefined, { kind: 'refuse', status: 429, retryAfter: 3_600 }]);

		const attempts = await inRounds(1, continues(2), { count: 4 });

		expect(ledger().requests).toHaveLength(2);
		expect(said(attempts).slice(0, 2)).toEqual([['accepted'], ['notSent']]);
		expect(said(attempts).slice(2)).toEqual(times(5, ['notSent']));
	});
});

describe('Behind two branches', () => {
	it('each branch sends its own events, whatever became of the other', async () => {
		vambe().faults.plan([lost]);

		const attempts = await behindTwoBranches(continues(2), { count: 1 });

		expect(said(attempts)).toEqual([['unsure'], ['unsure'], ['accepted']]);
		expect(ledger().requests).toHaveLength(2);
		expect(ledger().events).toHaveLength(2);
	});

	it('what one branch sent is not sent again when the other has to be tried again', async () => {
		const options = { concurrency: 1 };
		vambe().faults.plan([undefined, undefined, undefined, refused]);

		const attempts = await behindTwoBranches(stopping(2), { count: 2, options });

		expect(said(attempts)).toEqual([times(2, 'accepted'), 'stopped', times(2, 'accepted')]);
		expect(ledger().requests).toHaveLength(5);
		expect(ledger().events).toHaveLength(4);
	});
});

describe('Tried five times', () => {
	it.each([
		{ what: 'an event that stays unclear', fault: lost, requests: 1, stored: 1 },
		{ what: 'an event that is refused each time', fault: refused, requests: 5, stored: 0 },
	])('$what is sent $requests times', async ({ fault, requests, stored }) => {
		vambe().faults.always(fault);

		const attempts = await inRounds(1, continues(5), { count: 1 });

		expect(attempts).toHaveLength(5);
		expect(ledger().requests).toHaveLength(requests);
		expect(ledger().events).toHaveLength(stored);
	});

	it('events that fail in turn are each sent until Vambe has them, or may', async () => {
		const options = { concurrency: 1 };
		vambe().faults.plan([undefined, refused, lost, undefined, refused, undefined]);

		const attempts = await inRounds(5, stopping(5), { count: 5, options });

		expect(said(attempts)).toEqual(times(5, 'stopped'));
		// 0 1 | 1 | 2 3 | 3 4, and then there is nothing left to send.
		expect(attempts.map(({ firstRequest }) => firstRequest)).toEqual([0, 2, 3, 5, 7]);
		expect(ledger().requests).toHaveLength(7);
		expect(ledger().events.map(({ body }) => body)).toMatchObject(
			range(5).map((order) => ({ properties: { order } })),
		);
	});
});
