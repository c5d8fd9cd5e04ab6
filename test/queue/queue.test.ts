import { setTimeout as pause } from 'node:timers/promises';
import {
	chunk,
	countBy,
	difference,
	flatMap,
	get,
	keyBy,
	map,
	partition,
	range,
	uniq,
} from 'lodash';
import { parse } from 'flatted';
import type { ExecutionStatus, IRunExecutionData } from 'n8n-workflow';
import { call } from '../n8n/call';
import { someRecords } from '../sandbox/aRecord';
import { useSandbox } from '../sandbox/useSandbox';
import type { Answer } from './callWebhook';
import { callWebhook } from './callWebhook';
import type { Webhook } from './saveWebhook';
import { saveWebhook } from './saveWebhook';
import { watchMemory } from './watchMemory';
import type { Worker } from './workers';
import { executionsOf, kill, workers } from './workers';

interface StoredExecution {
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	stoppedAt: string | null;
	/** In flatted's notation. */
	data: string;
}

const NO_LIMIT = 1_000_000;
const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 120_000;

const { sandbox } = useSandbox({ eventsPerHour: NO_LIMIT, ingestPerMinute: NO_LIMIT });
let ingest: Webhook;
let event: Webhook;

jest.setTimeout(600_000);
beforeAll(async () => {
	const options = { batchSize: 50 };
	ingest = await saveWebhook('evermuseIngest', { recordSource: 'input', options }, sandbox());
	event = await saveWebhook(
		'vambeEvent',
		{
			event: 'purchase',
			contact: { __rl: true, mode: 'phone', value: '+56911112222' },
			channel: { __rl: true, mode: 'id', value: '42' },
			propertiesMode: 'input',
		},
		sandbox(),
	);
});

describe('In queue mode', () => {
	it('50,000 records and 500 events are stored exactly once each, by both workers together', async () => {
		const records = someRecords(50_000);
		const orders = someOrders(500);
		const tellMemory = await watchMemory();

		const [ofRecords, ofOrders] = await Promise.all([
			callWebhook(ingest, chunk(records, 100)),
			callWebhook(event, chunk(orders, 1)),
		]);
		await tellMemory();

		expect(countBy([...ofRecords, ...ofOrders], 'status')).toEqual({ 200: 1_000 });
		expect(acceptedRecords(ofRecords).sort()).toEqual(records.map(recordId).sort());
		expect(storedRecords().sort()).toEqual(records.map(recordId).sort());
		expect(acceptedEvents(ofOrders).sort()).toEqual(
			map(sandbox().vambe.ledger.events, 'id').sort(),
		);
		expect(storedOrders().sort()).toEqual(map(orders, 'orderId').sort());
		expect(countBy(requests(), ({ path, status }) => `${path} ${status}`)).toEqual({
			'/api/v1/ingest 202': 1_000,
			'/api/v1/events 202': 500,
		});
		const shares = (await Promise.all(workers.map(executionsOf))).map(({ begun }) => begun.length);
		expect(shares).toEqual([expect.any(Number), 1_000 - shares[0]]);
		expect(Math.min(...shares)).toBeGreaterThan(100);
	});

	describe('when a worker is killed in mid-run', () => {
		const [victim] = workers;
		let killedAt: number;
		let dead: StoredExecution[];

		it('nothing is doubled or reported falsely; called again, Evermuse stores the rest, and Vambe what it had once more', async () => {
			const { evermuse, vambe } = sandbox();
			const records = chunk(someRecords(12_000), 300);
			const orders = chunk(someOrders(400), 10);
			// Each request is carried out long before its answer is there.
			for (const { faults } of [evermuse, vambe]) faults.always({ kind: 'slow', msPerByte: 10 });
			const calling = Promise.all([callWebhook(ingest, records), callWebhook(event, orders)]);
			await until(async () => {
				const requests = [evermuse.ledger.requests.length, vambe.ledger.requests.length];
				return (
					Math.min(...requests) > 20 &&
					uniq(map(await underWayOn(victim), 'workflowId')).length === 2
				);
			});

			kill(victim);
			killedAt = Date.now();
			for (const { faults } of [evermuse, vambe]) faults.clear();
			const [ofRecords, ofOrders] = await calling;

			dead = await underWayOn(victim);
			const answers = countBy([...ofRecords, ...ofOrders], 'status');
			const { 500: failures } = answers;
			expect(answers).toEqual({ 200: records.length + orders.length - failures, 500: failures });
			// It may have taken one more from the queue without having begun it.
			expect(failures).toBeGreaterThanOrEqual(dead.length);
			expect(failures).toBeLessThanOrEqual(victim.concurrency);
			const storedAtFirst = storedOrders();
			expect(uniq(storedRecords())).toEqual(storedRecords());
			expect(uniq(storedAtFirst)).toEqual(storedAtFirst);
			const [recordsDone, recordsAgain] = byAnswer(records, ofRecords);
			const [ordersDone, ordersAgain] = byAnswer(orders, ofOrders);
			expect(acceptedRecords(ofRecords).sort()).toEqual(recordsDone.map(recordId).sort());
			expect(difference(map(recordsDone, recordId), storedRecords())).toEqual([]);
			expect(ordersOf(acceptedEvents(ofOrders)).sort()).toEqual(map(ordersDone, 'orderId').sort());

			const again = [
				...(await callWebhook(ingest, chunk(recordsAgain, 300))),
				...(await callWebhook(event, chunk(ordersAgain, 10))),
			];

			expect(countBy(again, 'status')).toEqual({ 200: failures });
			expect(storedRecords().sort()).toEqual(records.flat().map(recordId).sort());
			expect(storedOrders().sort()).toEqual(
				[...storedAtFirst, ...map(ordersAgain, 'orderId')].sort(),
			);
		});

		it('n8n ends its executions as errors without data when their lock has run out, and a retry sends nothing', async () => {
			expect(dead).not.toEqual([]);
			for (const { id, status, stoppedAt, data } of dead) {
				expect(status).toBe('error');
				const { resultData }: IRunExecutionData = parse(data);
				expect(resultData.runData).toEqual({});
				expect(resultData.error?.message).toMatch(
					/^This execution failed to be processed too many/,
				);
				const noticedAfterMs = Date.parse(String(stoppedAt)) - killedAt;
				expect(noticedAfterMs).toBeGreaterThan(3_000);
				expect(noticedAfterMs).toBeLessThan(PATIENCE_MS);

				expect(await call('POST', `executions/${id}/retry`, {})).toMatchObject({ status: 'error' });
			}
			expect(requests()).toEqual([]);
		});
	});
});

const someOrders = (count: number) => range(count).map((order) => ({ orderId: `ORD-${order}` }));

const recordId = ({ _vendor_ids }: object & { _vendor_ids?: unknown }) =>
	(_vendor_ids as { message_id: string }).message_id;

const acceptedRecords = (answers: Answer[]) => flatMap(answers, 'items').map(recordId);
const acceptedEvents = (answers: Answer[]): string[] => map(flatMap(answers, 'items'), 'id');

const storedRecords = () =>
	sandbox().evermuse.ledger.records.map(({ record }) => recordId(record as object));
const storedOrders = (): string[] => map(sandbox().vambe.ledger.events, 'body.properties.orderId');

const ordersOf = (eventIds: string[]) => {
	const events = keyBy(sandbox().vambe.ledger.events, 'id');
	return map(eventIds, (id) => get(events[id], 'body.properties.orderId'));
};

const requests = () => [...sandbox().evermuse.ledger.requests, ...sandbox().vambe.ledger.requests];

/** What was in the lists that were answered well, and what was in the others. */
const byAnswer = <Entry>(lists: Entry[][], answers: Answer[]) =>
	partition(range(lists.length), (index) => answers[index].status === 200).map((indexes) =>
		indexes.flatMap((index) => lists[index]),
	);

/** What a worker has not ended, as n8n knows it. */
async function underWayOn(worker: Worker): Promise<StoredExecution[]> {
	const { underWay } = await executionsOf(worker);
	return await Promise.all(
		underWay.map(async (id) => await call<StoredExecution>('GET', `executions/${id}`)),
	);
}

async function until(holds: () => Promise<boolean>) {
	const giveUp = AbortSignal.timeout(PATIENCE_MS);
	while (!(await holds())) {
		giveUp.throwIfAborted();
		await pause(LOOK_EVERY_MS);
	}
}
