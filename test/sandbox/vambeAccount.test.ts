import { NOON, SECOND, useSandbox } from './useSandbox';

const { clock, vambe } = useSandbox();

describe('The channels of the local Vambe', () => {
	const channel = async (type: string) => await vambe<unknown>(`/api/public/channels/${type}`);

	test('are, for whatsapp, one object: the number and id of the published event examples', async () => {
		expect((await channel('whatsapp')).body).toEqual({
			phone_number: '+56999999999',
			client_id: expect.any(String),
			id: 42,
			name: 'WhatsApp Ventas',
		});
	});

	test('are, for web-whatsapp, a list of two', async () => {
		expect((await channel('web-whatsapp')).body).toEqual([
			expect.objectContaining({ id: 'qr-bodega' }),
			expect.objectContaining({ id: 'qr-mexico' }),
		]);
	});

	test('are, for playground, one object without a phone', async () => {
		const { body } = await channel('playground');
		expect(body).toMatchObject({ name: 'Playground' });
		expect(body).not.toHaveProperty('phone_number');
	});

	test.each([
		['instagram, which the account does not have', 'instagram', 404],
		['a type that does not exist', 'telegram', 400],
	])('are refused for %s', async (_what, type, status) => {
		expect((await channel(type)).status).toBe(status);
	});
});

test('The local Vambe has two pipelines, and the published stage in one of them', async () => {
	const { body } =
		await vambe<Array<{ name: string; stages: Array<{ id: string }> }>>('/api/public/pipeline');
	expect(body.map(({ name }) => name)).toEqual(['Ventas', 'Postventa']);
	expect(body[0].stages.map(({ id }) => id)).toContain('770e8400-e29b-41d4-a716-446655440002');
});

describe('Creating or updating a contact in the local Vambe', () => {
	const upsert = async (body: object) => await vambe('/api/public/customer/upsert/info', { body });
	const info = async (id: unknown) => (await vambe(`/api/public/contact/${id}/info`)).body;

	const onWhatsApp = {
		channel: 'whatsapp',
		channel_phone_number: '+56999999999',
		contact_phone_number: '+56955554444',
	};
	const onWebchat = {
		channel: 'webchat',
		channel_id: '0b54b3a5-6f0e-4b51-9f6b-0f0a2a3c4d5e',
		external_user_id: 'visitor-1',
	};

	test.each([
		['a WhatsApp number', onWhatsApp, 'whatsapp'],
		[
			'a WhatsApp number, the channel by its id',
			{ ...onWhatsApp, channel_phone_number: '42' },
			'whatsapp',
		],
		[
			'a QR number',
			{ ...onWhatsApp, channel: 'web-whatsapp', channel_phone_number: 'qr-mexico' },
			'whatsapp',
		],
		['a web chat visitor', onWebchat, 'webchat'],
	])('creates one for %s, and finds it the next time', async (_what, body, platform) => {
		const created = await upsert({ ...body, contact_name: 'Ana' });
		expect(created.status).toBe(201);
		expect(await info(created.body.id)).toMatchObject({ name: 'Ana', platform });
		const updated = await upsert({ ...body, contact_email: 'ana@example.com' });
		expect(updated.body.id).toBe(created.body.id);
		expect(await info(created.body.id)).toMatchObject({ name: 'Ana', email: 'ana@example.com' });
	});

	test('changes only what is given, and shows up among the updated contacts', async () => {
		clock.time += SECOND;
		const { body } = await upsert({
			...onWhatsApp,
			contact_phone_number: '56 9 1234 5678',
			stageId: '770e8400-e29b-41d4-a716-446655440004',
			meta_data: { plan: 'Empresa' },
			custom_field_values: [{ key: 'rut', value: '11.111.111-1' }],
		});
		expect(await info(body.id)).toMatchObject({
			name: 'Maria Rodriguez',
			email: 'maria.rodriguez@example.com',
			default_stage_id: '770e8400-e29b-41d4-a716-446655440004',
			metadata: { company: 'Acme Corp', plan: 'Empresa', rut: '11.111.111-1' },
		});
		const since = new Date(NOON).toISOString();
		const changed = await vambe<unknown>(`/api/public/contacts?updated_after=${since}`);
		expect(changed.body).toEqual([expect.objectContaining({ name: 'Maria Rodriguez' })]);
	});

	test('creates one on WhatsApp for a phone that is known on another platform', async () => {
		const everybody = '/api/public/contacts?days=365&limit=100';
		const { body: contacts } =
			await vambe<Array<{ id: string; phone: string; platform: string }>>(everybody);
		const caller = contacts.find(({ platform }) => platform === 'voice');
		const { body } = await upsert({ ...onWhatsApp, contact_phone_number: caller?.phone });
		expect(body).toMatchObject({ phone: caller?.phone, platform: 'whatsapp' });
		expect(body.id).not.toBe(caller?.id);
	});

	test('gives a new contact no messages', async () => {
		const { body } = await upsert(onWebchat);
		const messages = await vambe(`/api/public/contact/v2/${body.id}/messages?page=1`);
		expect(messages.body).toEqual({ messages: [], page: 1, hasMore: false, total: 0 });
	});

	test.each([
		['no channel', { ...onWhatsApp, channel: undefined }],
		['a channel it does not know', { ...onWhatsApp, channel: 'sms' }],
		['no channel number', { ...onWhatsApp, channel_phone_number: undefined }],
		['no contact number', { ...onWhatsApp, contact_phone_number: undefined }],
		['a number of no channel', { ...onWhatsApp, channel_phone_number: '+56900000000' }],
		[
			'the number of a channel of another kind',
			{ ...onWhatsApp, channel_phone_number: 'qr-mexico' },
		],
		['no web chat channel', { ...onWebchat, channel_id: undefined }],
		['no web chat visitor', { ...onWebchat, external_user_id: undefined }],
		['a stage that is no UUID', { ...onWhatsApp, stageId: '4' }],
		['an unknown stage', { ...onWhatsApp, stageId: '770e8400-e29b-41d4-a716-446655449999' }],
	])('is refused with %s', async (_what, body) => {
		expect((await upsert(body)).status).toBe(400);
	});
});

test.each(['/api/public/tags', '/api/public/nothing'])(
	'The local Vambe does not have %s and says so as NestJS does',
	async (path) => {
		const answer = await vambe(path);
		expect(answer.body).toEqual({
			statusCode: 404,
			message: `Cannot GET ${path}`,
			error: 'Not Found',
		});
	},
);
