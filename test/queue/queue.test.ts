import { setTimeout as pause } from 'node:timers/promises';
import { chunk, countBy, flatMap, map, range, uniq } from 'lodash';
import type { ExecutionStatus, IDataObject } from 'n8n-workflow';
import { parse } from 'flatted';
import { call } from '../n8n/call';
import { someRecords } from '../sandbox/aRecord';
import { useSandbox } from '../sandbox/useSandbox';
import type { Answer } from './callWebhook';
import { callWebhook } from './callWebhook';
import type { Webhook } from './saveWebhook';
import { saveWebhook } from './saveWebhook';
import { executionsOf, kill, workers } from './workers';

const NO_LIMIT = 1_000_000;
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

// The second and third begin with what the one before it left, as it goes in life.
describe('In queue mode', () => {
	it('50,000 records and 500 events are stored exactly once each, by both workers together', async () => {
		const before = await Promise.all(workers.map(executionsOf));
		const records = someRecords(50_000);
		const orders = someOrders(500);

		const [ofRecords, ofOrders] = await Promise.all([
			callWebhook(ingest, chunk(records, 100)),
			callWebhook(event, chunk(orders, 1)),
		]);

		expect(countBy([...ofRecords, ...ofOrders], 'status')).toEqual({ 200: 1_000 });
		expect(acceptedRecords(ofRecords)).toHaveLength(50_000);
		expect(flatMap(ofOrders, 'items')).toHaveLength(500);
		expect(storedRecords().sort()).toEqual(records.map(idOf).sort());
		expect(storedOrders().sort()).toEqual(map(orders, 'orderId').sort());
		const after = await Promise.all(workers.map(executionsOf));
		const shares = after.map(({ begun }, index) => begun.length - before[index].begun.length);
		expect(shares.reduce((sum, share) => sum + share)).toBe(1_000);
		expect(Math.min(...shares)).toBeGreaterThan(100);
	});
});

const someOrders = (count: number) => range(count).map((order) => ({ orderId: `ORD-${order}` }));

const idOf = (record: unknown) =>
	(record as { _vendor_ids: { message_id: string } })._vendor_ids.message_id;

const acceptedRecords = (answers: Answer[]) => flatMap(answers, 'items').map(idOf);
const storedRecords = () => sandbox().evermuse.ledger.records.map(({ record }) => idOf(record));
const storedOrders = () =>
	sandbox()
		.vambe.ledger.events.map(({ body }) => (body as IDataObject).properties as IDataObject)
		.map(({ orderId }) => orderId as string);
