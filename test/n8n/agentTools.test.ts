import type { IDataObject } from 'n8n-workflow';
import { aRecord } from '../sandbox/aRecord';
import {
	byModel,
	getBatch,
	getContact,
	searchContacts,
	sendEvent,
	submitRecord,
	withParameters,
} from './agentTools';
import { type Tool, useAgent } from './useAgent';

/** A contact of the local Vambe. */
const JANE = { id: '9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e', phone: '+56911112222' };

const PURCHASE = { Event_Name: 'purchase', Contact: JANE.phone, Properties: { orderId: 'ORD-1' } };
const MESSAGE = {
	Event_Time: '2026-02-24T12:34:56Z',
	id0_Value: 'msg-1',
	Data_as_JSON: { text: 'Hola' },
};

/** Some 125 tokens: what a model can read after each of many calls. */
const COMPACT = 500;

const { ask, evermuse, sandbox } = useAgent();

const sentEvents = () => sandbox().vambe.ledger.events.map(({ body }) => body);
const storedRecords = () => sandbox().evermuse.ledger.records.map(({ record }) => record);

async function submitBatch(): Promise<string> {
	const { body } = await evermuse<{ batchId: string }>('/api/v1/ingest', { body: [aRecord()] });
	return body.batchId;
}

describe('A model', () => {
	const given: Array<[name: string, tool: Tool, description: RegExp, args: string[]]> = [
		['Vambe Event', sendEvent, /^Sends events/, ['Event_Name', 'Contact', 'Properties']],
		['Vambe Contact', getContact, /^Finds, reads/, ['Contact']],
		[
			'Evermuse Ingest',
			submitRecord,
			/^Submits records/,
			['Event_Time', 'id0_Value', 'Data_as_JSON'],
		],
		['Evermuse Batch Status', getBatch, /^Follows batches/, ['Batch']],
	];

	it.each(given)(
		'is told what %s does, and is asked for what was left to it and nothing else',
		async (_name, tool, description, args) => {
			const { offered } = await ask(tool, {});

			expect(offered.description).toMatch(description);
			expect(Object.keys(offered.parameters.properties)).toEqual(args);
			expect(offered.parameters.required).toEqual(args);
		},
	);
});

// Version 3 has n8n's engine run the tool. In version 2 the agent runs it, as sub-agents and the MCP
// Server Trigger still do.
describe.each([3.1, 2.2])('With version %s of the agent, a tool', (agentVersion) => {
	it('sends an event and gives its ID', async () => {
		const { status, answer } = await ask(sendEvent, PURCHASE, { agentVersion });

		expect(status).toBe('success');
		expect(JSON.parse(answer)).toEqual([{ id: expect.any(String), event: 'purchase' }]);
		expect(sentEvents()).toEqual([
			{
				event: 'purchase',
				contact: { phone: JANE.phone },
				channel: { channelId: '42' },
				properties: { orderId: 'ORD-1' },
			},
		]);
	});

	it('finds a contact, and reads it by its ID', async () => {
		const found = await ask(searchContacts, { Phone: '1111 2222' }, { agentVersion });
		const read = await ask(getContact, { Contact: JANE.id }, { agentVersion });

		expect(JSON.parse(found.answer)).toEqual([expect.objectContaining(JANE)]);
		expect(JSON.parse(read.answer)).toEqual([expect.objectContaining(JANE)]);
		expect(read.answer.length).toBeLessThan(COMPACT);
	});

	it('submits a record and says in which batch it is', async () => {
		const { status, answer } = await ask(submitRecord, MESSAGE, { agentVersion });

		expect(status).toBe('success');
		expect(JSON.parse(answer)).toEqual([
			{
				status: 'accepted',
				batchId: sandbox().evermuse.ledger.batches[0].batchId,
				_type: 'message',
				_vendor_ids: { message_id: 'msg-1' },
			},
		]);
		expect(storedRecords()).toEqual([aRecord()]);
	});

	it('looks at a batch', async () => {
		const batchId = await submitBatch();

		const { answer } = await ask(getBatch, { Batch: batchId }, { agentVersion });

		expect(JSON.parse(answer)).toEqual([
			expect.objectContaining({ batchId, status: 'LANDING', finished: false }),
		]);
		expect(answer.length).toBeLessThan(COMPACT);
	});
});

describe('A tool that fails', () => {
	interface Given {
		title: string;
		tool: Tool;
		args: IDataObject;
		apiKey?: string;
		/** What happened. */
		message: string;
		/** What to do about it. */
		advice: RegExp;
	}

	const byPhone = { __rl: true, mode: 'phone', value: byModel('Channel') };
	const given: Given[] = [
		{
			title: 'on an event that is not valid',
			tool: sendEvent,
			args: { ...PURCHASE, Contact: '1' },
			message: "'Contact' has fewer than 5 characters: give 5 to 32 [item 0]",
			advice: /Correct the field/,
		},
		{
			title: 'on a channel that is not known',
			tool: withParameters(sendEvent, { channel: byPhone }),
			args: { ...PURCHASE, Channel: '+56900000000' },
			message:
				'Vambe refused it: channelId / channelPhone matches no channel of this client [item 0]',
			advice: /Correct what it names/,
		},
		{
			title: 'on a key that Vambe does not know',
			tool: sendEvent,
			args: PURCHASE,
			apiKey: 'another-key',
			message: 'Vambe does not know this API key: Invalid API key [item 0]',
			advice: /Check the API key/,
		},
		{
			title: 'on a contact named otherwise than by its ID',
			tool: getContact,
			args: { Contact: 'Jane Doe' },
			message: "'Contact' is not a UUID such as 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e [item 0]",
			advice: /Correct the field/,
		},
		{
			title: 'on a search for nothing',
			tool: searchContacts,
			args: { Phone: '' },
			message: "'Phone' is empty, and so is 'Email': give at least one of them [item 0]",
			advice: /Correct the field/,
		},
		{
			title: 'on a record that is not valid',
			tool: submitRecord,
			args: { ...MESSAGE, Event_Time: 'yesterday', id0_Value: '' },
			message:
				"'Event Time' is not a date and time in ISO 8601, e.g. 2026-04-21T14:30:00Z: yesterday [item 0]",
			advice: /Correct the field.*'Vendor IDs' has no value for message_id/,
		},
		{
			title: 'on a key that may not write',
			tool: submitRecord,
			args: MESSAGE,
			apiKey: 'em_sk_sandbox_read_only',
			message:
				'Evermuse does not allow this with this API key: The API key lacks the permission api:write [item 0]',
			advice: /permission/,
		},
		{
			title: 'on a batch that is not there',
			tool: getBatch,
			args: { Batch: 'batch-1' },
			message: "Evermuse has no batch 'batch-1' in this workspace [item 0]",
			advice: /batch ID that Evermuse Ingest gave out/,
		},
	];

	it.each(given)(
		'$title tells the model so and what to do, and the agent goes on',
		async ({ tool, args, apiKey, message, advice }) => {
			const { status, answer, toolError } = await ask(tool, args, { apiKey });

			expect(status).toBe('success');
			const [{ error }] = JSON.parse(answer) as [{ error: string }];
			expect(error).toContain(message);
			expect(error).toMatch(advice);
			expect(answer.length).toBeLessThan(COMPACT);
			expect(toolError?.message).toBe(error);
		},
	);
});

describe('A tool takes what models give', () => {
	const withTime = withParameters(sendEvent, { occurredAt: byModel('Occurred_At') });
	const events: Array<[title: string, args: IDataObject, sent: object]> = [
		[
			'a phone with spaces',
			{ Contact: '+56 9 1111 2222' },
			{ contact: { phone: '+56 9 1111 2222' } },
		],
		['a phone as a number', { Contact: 56911112222 }, { contact: { phone: '56911112222' } }],
		['JSON as text', { Properties: '{"total":3}' }, { properties: { total: 3 } }],
		['an empty object', { Properties: {} }, { properties: {} }],
		['empty text for JSON', { Properties: '' }, { properties: {} }],
		['null for JSON', { Properties: null }, { properties: {} }],
		[
			'a time without a zone',
			{ Occurred_At: '2026-02-24 12:34' },
			{ occurredAt: '2026-02-24T12:34:00.000Z' },
		],
	];

	it.each(events)('for an event: %s', async (_title, args, sent) => {
		await ask(withTime, { ...PURCHASE, ...args });

		expect(sentEvents()).toEqual([expect.objectContaining(sent)]);
	});

	it.each([
		['empty text', ''],
		['null', null],
		['nothing', undefined],
	])('for a field that is optional: %s', async (_title, value) => {
		await ask(withTime, { ...PURCHASE, Occurred_At: value });

		expect(sentEvents()).toEqual([expect.not.objectContaining({ occurredAt: expect.anything() })]);
	});

	const records: Array<[title: string, args: IDataObject, stored: object]> = [
		['a number for an ID', { id0_Value: 42 }, { _vendor_ids: { message_id: '42' } }],
		['JSON as text', { Data_as_JSON: '{"text":"Hi"}' }, { data: { text: 'Hi' } }],
	];

	it.each(records)('for a record: %s', async (_title, args, stored) => {
		await ask(submitRecord, { ...MESSAGE, ...args });

		expect(storedRecords()).toEqual([aRecord(stored as Record<string, unknown>)]);
	});

	it('for records written by the model: one, as text, with what the user set filled in', async () => {
		const asJson: Tool = {
			node: 'evermuseIngest',
			parameters: {
				recordSource: 'json',
				recordJson: byModel('Record', 'A record of Evermuse', 'json'),
				defaults: {
					type: 'message',
					nature: 'evidence',
					productId: 'prod-abc',
					projectIds: ['proj-123'],
					schemaVersion: '1.0.0',
				},
			},
		};
		const { _event_at, _vendor_ids, data } = aRecord();

		await ask(asJson, { Record: JSON.stringify({ _event_at, _vendor_ids, data }) });

		expect(storedRecords()).toEqual([aRecord()]);
	});

	const refused: Array<[title: string, args: IDataObject, words: string]> = [
		['JSON in a code fence', { Properties: '```json\n{}\n```' }, "'Properties' is not valid JSON"],
		['a time in words', { Occurred_At: 'yesterday' }, "'Occurred At' is not a date and time"],
		['a time to come', { Occurred_At: '2200-01-01' }, "'Occurred At' is in the future"],
	];

	it.each(refused)('or says what is wrong: %s', async (_title, args, words) => {
		const { answer } = await ask(withTime, { ...PURCHASE, ...args });

		expect(JSON.parse(answer)).toEqual([{ error: expect.stringContaining(words) }]);
		expect(sentEvents()).toEqual([]);
	});
});
