import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import { JANE, useUpsert } from '../support/useUpsert';
import { CONTINUE, detailsOf, JANE_ID, jsonOf, locator } from '../support/useVambeContact';

const STAGE_ID = '770e8400-e29b-41d4-a716-446655440003';
const AGENT_ID = '660e8400-e29b-41d4-a716-446655440001';
const WEBCHAT_ID = '550e8400-e29b-41d4-a716-446655440abc';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const { run, upsert, requests, vambe } = useUpsert();

const bodies = () => requests().map(({ body }) => body);

/** Fields as the editor keeps them in an assignment collection. */
const assignments = (
	...fields: Array<[name: string, type: string, value: NodeParameterValueType]>
) => ({
	assignments: fields.map(([name, type, value], index) => ({
		id: String(index),
		name,
		type,
		value,
	})),
});

/** What of a contact is there, as anybody can read it. */
const contactsByPhone = async (phone: string) =>
	(await vambe<object[]>(`/api/public/contacts/search?phone=${encodeURIComponent(phone)}`)).body;

describe('Creating or updating a contact', () => {
	test('updates the one that has the phone, and gives the answer as it is', async () => {
		const { success, downstream } = await upsert(
			{ additionalFields: { name: 'Jane Miller', email: 'jane.miller@example.com' } },
			{ items: [{ n: 1 }] },
		);
		expect(requests()).toMatchObject([
			{
				method: 'POST',
				path: '/api/public/customer/upsert/info',
				key: 'vambe-sandbox-key',
				headers: { 'content-type': 'application/json' },
				committed: true,
			},
		]);
		expect(bodies()).toEqual([
			{ ...JANE, contact_name: 'Jane Miller', contact_email: 'jane.miller@example.com' },
		]);
		expect(jsonOf(success)).toEqual(await contactsByPhone('+56911112222'));
		expect(success).toMatchObject([{ json: { id: JANE_ID, name: 'Jane Miller' } }]);
		expect(downstream.success.map(({ start }) => start)).toEqual([{ n: 1 }]);
	});

	test('creates one where nobody has the phone', async () => {
		expect(await contactsByPhone('+56900000042')).toEqual([]);
		const { success } = await upsert({ contactPhone: '+56900000042' });
		expect(success).toMatchObject([
			{ json: { id: expect.stringMatching(UUID), phone: '+56900000042' } },
		]);
		expect(await contactsByPhone('+56900000042')).toHaveLength(1);
	});

	test('finds a visitor of a webchat again by your own ID', async () => {
		const visitor = { channelType: 'webchat', channelId: WEBCHAT_ID, externalUserId: 'user-7' };
		const first = await run(visitor);
		const second = await run({ ...visitor, additionalFields: { name: 'Ana' } });
		expect(second.success[0].json).toMatchObject({ id: first.success[0].json.id, name: 'Ana' });
		expect(bodies()).toEqual([
			{ channel: 'webchat', channel_id: WEBCHAT_ID, external_user_id: 'user-7' },
			{
				channel: 'webchat',
				channel_id: WEBCHAT_ID,
				external_user_id: 'user-7',
				contact_name: 'Ana',
			},
		]);
	});

	test.each([
		['from the list', locator('list', '42'), '42'],
		['by its ID', locator('id', ' qr-bodega '), 'qr-bodega'],
		['as text alone, in a workflow written by hand', '+56999999999', '+56999999999'],
		[
			'by a number, as a spreadsheet gives it',
			locator('phone', '={{ 56999999999 }}'),
			'56999999999',
		],
	])('takes the channel %s', async (_what, channelPhone, sent) => {
		const channelType = sent === 'qr-bodega' ? 'web-whatsapp' : 'whatsapp';
		const { success } = await upsert({ channelType, channelPhone });
		expect(success).toHaveLength(1);
		expect(bodies()).toMatchObject([{ channel: channelType, channel_phone_number: sent }]);
	});

	test('sends phones and IDs as text, though a spreadsheet gives numbers', async () => {
		await upsert(
			{ contactPhone: '={{ $json.phone }}', additionalFields: { name: '={{ $json.name }}' } },
			{ items: [{ phone: 56911112222, name: 1042 }] },
		);
		expect(bodies()).toEqual([
			{ ...JANE, contact_phone_number: '56911112222', contact_name: '1042' },
		]);
	});

	test('sends everything else as Vambe calls it', async () => {
		const { success } = await upsert({
			additionalFields: {
				stageId: locator('list', STAGE_ID),
				agentId: locator('id', AGENT_ID),
				metadata: assignments(
					['source', 'string', 'landing-page'],
					['visits', 'number', '12'],
					['optIn', 'boolean', true],
					['cart', 'object', '{ "items": ["A-1"] }'],
				),
				metadataJson: '{ "campaign": { "name": "Black Friday" } }',
				customFields: assignments(['plan', 'string', 'Premium'], ['seats', 'number', 3]),
			},
		});
		expect(bodies()).toEqual([
			{
				...JANE,
				stageId: STAGE_ID,
				agentId: AGENT_ID,
				meta_data: {
					source: 'landing-page',
					visits: 12,
					optIn: true,
					cart: { items: ['A-1'] },
					campaign: { name: 'Black Friday' },
				},
				custom_field_values: [
					{ key: 'plan', value: 'Premium' },
					{ key: 'seats', value: 3 },
				],
			},
		]);
		expect(success).toMatchObject([{ json: { id: JANE_ID, default_stage_id: STAGE_ID } }]);
	});

	test('takes the whole input item as metadata by an expression', async () => {
		await upsert(
			{ additionalFields: { metadataJson: '={{ $json }}' } },
			{ items: [{ source: 'sheet', row: 7 }] },
		);
		expect(bodies()).toMatchObject([{ meta_data: { source: 'sheet', row: 7 } }]);
	});

	test('sends nothing that is empty, so that Vambe keeps what it has', async () => {
		await upsert({
			additionalFields: {
				name: '={{ $json.nothing }}',
				email: ' ',
				stageId: locator('list', ''),
				agentId: locator('id', '={{ $json.nothing }}'),
				metadata: assignments(['source', 'string', '={{ $json.nothing }}'], ['', 'string', 'x']),
				metadataJson: '={{ $json.nothing }}',
				customFields: assignments(['plan', 'string', '']),
			},
		});
		expect(bodies()).toEqual([JANE]);
	});

	test('forgets what was filled in for another type of channel', async () => {
		await upsert({
			channelType: 'webchat',
			channelId: WEBCHAT_ID,
			externalUserId: 'user-7',
		});
		expect(bodies()).toEqual([
			{ channel: 'webchat', channel_id: WEBCHAT_ID, external_user_id: 'user-7' },
		]);
	});

	test('takes the type of channel from the input, if all four identifiers are filled in', async () => {
		await upsert(
			{
				channelType: '={{ $json.type }}',
				contactPhone: '={{ $json.phone }}',
				channelId: WEBCHAT_ID,
				externalUserId: '={{ $json.visitor }}',
			},
			{
				items: [
					{ type: 'whatsapp', phone: '+56911112222' },
					{ type: 'webchat', visitor: 'user-7' },
				],
			},
		);
		expect(bodies()).toEqual(
			expect.arrayContaining([
				JANE,
				{ channel: 'webchat', channel_id: WEBCHAT_ID, external_user_id: 'user-7' },
			]),
		);
	});

	test('lets the last item win where several are about the same contact', async () => {
		const { success } = await upsert(
			{ contactPhone: '={{ $json.phone }}', additionalFields: { name: '={{ $json.name }}' } },
			{
				items: [
					{ phone: '+56 9 0000 0042', name: 'first' },
					{ phone: '+56911112222', name: 'Jane' },
					{ phone: 56900000042, name: 'second' },
				],
			},
		);
		expect(success.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['first', { item: 0 }],
			['Jane', { item: 1 }],
			['second', { item: 2 }],
		]);
		expect(success[2].json.id).toBe(success[0].json.id);
	});
});

describe('A contact that must not be written as it is', () => {
	test.each<[what: string, parameters: INodeParameters, message: string]>([
		['no phone', { contactPhone: '={{ $json.nothing }}' }, "'Contact Phone' is empty"],
		['no channel', { channelPhone: locator('id', '={{ $json.nothing }}') }, "'Channel' is empty"],
		[
			'no visitor',
			{ channelType: 'webchat', channelId: WEBCHAT_ID, externalUserId: '={{ $json.nothing }}' },
			"'External User ID' is empty",
		],
		[
			'a type of channel that there is not',
			{ channelType: '={{ "instagram" }}', channelId: WEBCHAT_ID, externalUserId: 'user-7' },
			"'Channel Type' is not one of whatsapp, web-whatsapp and webchat",
		],
		[
			'an agent by name',
			{ additionalFields: { agentId: locator('id', 'Ana') } },
			"'Agent' is not a UUID such as 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e",
		],
		[
			'metadata that is no object',
			{ additionalFields: { metadataJson: '[1, 2]' } },
			`'Metadata (JSON)' is not a JSON object such as { "source": "landing-page" }`,
		],
		[
			'a custom field of another type than was chosen',
			{ additionalFields: { customFields: assignments(['seats', 'number', 'many']) } },
			"'seats' in 'Custom Fields' is not a number",
		],
		[
			'metadata that comes twice',
			{
				additionalFields: {
					metadata: assignments(['source', 'string', 'a']),
					metadataJson: '{ "source": "b" }',
				},
			},
			"'source' in 'Metadata' comes more than once",
		],
		[
			'an expression that cannot be worked out',
			{ additionalFields: { name: "={{ $('Nowhere').item.json.name }}" } },
			"A field's expression could not be worked out: Referenced node doesn't exist",
		],
	])('with %s is not sent, and the field is named', async (_what, parameters, message) => {
		const { errors } = await upsert(parameters, CONTINUE);
		expect(errors[0].json).toMatchObject({
			error: `${message} [item 0]`,
			message: `${message} [item 0]. Nothing was sent for this item. Correct the field and run the node again.`,
			details: { outcome: 'rejected', code: 'REJECTED' },
		});
		expect(requests()).toEqual([]);
	});

	test('says everything that is wrong with it', async () => {
		const { errors } = await upsert(
			{
				contactPhone: '={{ $json.nothing }}',
				additionalFields: {
					stageId: locator('id', 'Nuevo'),
					metadata: assignments(['visits', 'number', 'many']),
				},
			},
			CONTINUE,
		);
		expect(errors[0].json.message).toBe(
			"'visits' in 'Metadata' is not a number [item 0]. Nothing was sent for this item. Correct the field and run the node again. Also: 'Contact Phone' is empty; 'Stage' is not a UUID such as 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e.",
		);
		expect(detailsOf(errors)).toMatchObject([
			{
				issues: [
					{ path: 'Metadata.visits', message: 'is not a number' },
					{ path: 'Contact Phone', message: 'is empty' },
					{ path: 'Stage', message: expect.stringMatching(/^is not a UUID/) },
				],
			},
		]);
	});

	test('keeps every other from being written, where a failure stops the workflow', async () => {
		const { error } = await upsert(
			{ contactPhone: '={{ $json.phone }}' },
			{ items: [{ phone: '+56911112222' }, { phone: '' }, { phone: '+56911113333' }] },
		);
		expect(error).toMatchObject({
			message: "'Contact Phone' is empty [item 1]",
			description:
				'Nothing was sent for this item. Correct the field and run the node again. Of 3: 0 accepted, 1 rejected, 2 not sent.',
		});
		expect(requests()).toEqual([]);
	});

	test('leaves the others alone, where the workflow goes on', async () => {
		const { success, errors } = await upsert(
			{ contactPhone: '={{ $json.phone }}' },
			{ ...CONTINUE, items: [{ phone: '+56911112222' }, { phone: '' }, { phone: '+5691' }] },
		);
		expect(success.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(errors.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	});

	test("is refused with Vambe's own words where only Vambe can know", async () => {
		const { errors } = await upsert({ channelPhone: locator('phone', '+1555') }, CONTINUE);
		expect(errors[0].json.error).toBe(
			'Vambe refused it: channel_phone_number matches no whatsapp channel [item 0]',
		);
		expect(detailsOf(errors)).toEqual([
			{ outcome: 'rejected', code: 'REJECTED', status: 400, attempts: 1 },
		]);
	});
});
