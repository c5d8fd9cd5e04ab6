import { readFileSync } from 'node:fs';
import { DAY, NOON, useSandbox } from './useSandbox';

const MARIA = 'df980fc8-b6db-4820-bf22-2969482d106d';
const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const STAGE = '770e8400-e29b-41d4-a716-446655440002';

interface Listed {
	id: string;
	name: string;
	phone: string | null;
	email: string | null;
	platform: string;
	created_at: string;
	updated_at: string;
	last_message_at: string;
	default_stage_id: string;
	active_ticket_v2: { current_stage_id: string } | null;
}

interface MessagePage {
	messages: Array<{ id: string; created_at: string; direction: string; body: string }>;
	page: number;
	hasMore: boolean;
	total: number;
}

interface Pipeline {
	id: string;
	stages: Array<{ id: string }>;
}

const { clock, vambe } = useSandbox();

const list = async (query: string) => (await vambe<Listed[]>(`/api/public/contacts?${query}`)).body;

/** Every contact whose last message is not older than a year, page by page. */
const everybody = async () => [
	...(await list('days=365&limit=100')),
	...(await list('days=365&limit=100&offset=100')),
];

describe('The contacts of the local Vambe', () => {
	test('are many, on several platforms, and mostly with a phone and an e-mail', async () => {
		const contacts = await list('created_after=2020-01-01T00:00:00Z&limit=100');
		const more = await list('created_after=2020-01-01T00:00:00Z&limit=100&offset=100');
		const all = [...contacts, ...more];
		expect(all).toHaveLength(130);
		expect(new Set(all.map(({ id }) => id)).size).toBe(130);
		expect(new Set(all.map(({ platform }) => platform))).toEqual(
			new Set(['whatsapp', 'webchat', 'instagram', 'messenger', 'tiktok', 'sms', 'voice']),
		);
		expect(all.filter(({ phone, email }) => phone && email).length).toBeGreaterThan(90);
	});

	test('are the same people each time, who last wrote equally long ago', async () => {
		const before = await list('days=30');
		expect(await list('days=30')).toEqual(before);
		expect(before[0]).toMatchObject({
			name: 'Camila Tapia',
			last_message_at: new Date(NOON - 7 * 60_000).toISOString(),
		});
	});

	test.each([
		['nothing', ''],
		['no time filter', `stage_id=${STAGE}`],
		['0 days', 'days=0'],
		['366 days', 'days=366'],
		['days that are no number', 'days=many'],
		['a date without a time', 'created_after=2026-01-01'],
		['a stage that is no UUID', 'days=30&stage_id=7'],
		['a custom field without its value', 'days=30&custom_field_key=plan'],
		['a custom field value without its key', 'days=30&custom_field_value=Premium'],
		['an empty custom field', 'days=30&custom_field_key=&custom_field_value='],
		['a limit of 0', 'days=30&limit=0'],
		['a limit of 101', 'days=30&limit=101'],
		['a negative offset', 'days=30&offset=-1'],
	])('are not listed by %s', async (_what, query) => {
		const answer = await vambe(`/api/public/contacts?${query}`);
		expect(answer.status).toBe(400);
		expect(answer.body).toMatchObject({ statusCode: 400, error: 'Bad Request' });
	});

	test('are listed by days with the newest message first', async () => {
		const contacts = await list('days=7&limit=100');
		const times = contacts.map(({ last_message_at }) => last_message_at);
		expect(times.length).toBeGreaterThan(5);
		expect(times).toEqual([...times].sort().reverse());
		expect(Date.parse(times[times.length - 1])).toBeGreaterThan(NOON - 7 * DAY);
	});

	test('drop out of a list by days as time goes by', async () => {
		const today = await list('days=1&limit=100');
		clock.time += DAY;
		expect(today.length).toBeGreaterThan(0);
		expect(await list('days=1')).toEqual([]);
	});

	test.each([
		['updated_after', 'updated_at'],
		['created_after', 'created_at'],
	] as const)('are listed by %s in the order of %s, the oldest first', async (filter, field) => {
		const since = new Date(NOON - 90 * DAY).toISOString();
		const times = (await list(`${filter}=${since}&limit=100`)).map((contact) => contact[field]);
		expect(times.length).toBeGreaterThan(5);
		expect(times).toEqual([...times].sort());
		expect(times.every((time) => time > since)).toBe(true);
	});

	test('are left out by the very time they were updated at', async () => {
		const [{ id, last_message_at }] = await list('days=1');
		const { updated_at } = (await everybody()).find((contact) => contact.id === id) as Listed;
		clock.time = Date.parse(updated_at);
		expect(Date.parse(updated_at)).toBeGreaterThan(Date.parse(last_message_at));
		expect(await list(`updated_after=${updated_at}`)).toEqual([]);
	});

	test('come 50 at a time unless a limit is given, and nothing is lost between pages', async () => {
		const all = await everybody();
		expect(await list('days=365')).toEqual(all.slice(0, 50));
		expect(await list('days=365&limit=7&offset=50')).toEqual(all.slice(50, 57));
		expect(await list('days=365&offset=5000')).toEqual([]);
	});

	test('are filtered by their default stage, which the ticket may have left', async () => {
		const found = await list(`days=365&limit=100&stage_id=${STAGE}`);
		const all = await everybody();
		expect(found).toEqual(all.filter(({ default_stage_id }) => default_stage_id === STAGE));
		expect(found.length).toBeGreaterThan(0);
		expect(
			found.some(({ active_ticket_v2: ticket }) => ticket && ticket.current_stage_id !== STAGE),
		).toBe(true);
	});

	test('are filtered by the pipeline of their active ticket', async () => {
		const { body: pipelines } = await vambe<Pipeline[]>('/api/public/pipeline');
		const { id, stages } = pipelines[1];
		const inPipeline = ({ active_ticket_v2: ticket }: Listed) =>
			stages.some((stage) => stage.id === ticket?.current_stage_id);
		const found = await list(`days=365&limit=100&pipeline_id=${id}`);
		expect(found).toEqual((await everybody()).filter(inPipeline));
		expect(found.length).toBeGreaterThan(0);
	});

	test('are filtered by a custom field', async () => {
		const query = 'days=365&limit=100&custom_field_key=plan&custom_field_value=Premium';
		const found = await list(query);
		expect(found.length).toBeGreaterThan(5);
		expect(found.length).toBeLessThan(100);
		const { body } = await vambe<{ metadata: object }>(`/api/public/contact/${found[0].id}/info`);
		expect(body.metadata).toMatchObject({ plan: 'Premium' });
	});

	test('have stages that the pipelines have', async () => {
		const { body: pipelines } = await vambe<Pipeline[]>('/api/public/pipeline');
		const known = pipelines.flatMap(({ stages }) => stages.map(({ id }) => id));
		const used = (await everybody()).flatMap(({ default_stage_id, active_ticket_v2: ticket }) => [
			default_stage_id,
			...(ticket ? [ticket.current_stage_id] : []),
		]);
		expect(used.filter((id) => !known.includes(id))).toEqual([]);
	});
});

describe('A search for contacts in the local Vambe', () => {
	const search = async (query: Record<string, string>) =>
		(await vambe<Listed[]>(`/api/public/contacts/search?${new URLSearchParams(query)}`)).body;
	const names = async (query: Record<string, string>) =>
		(await search(query)).map(({ name }) => name);

	test.each([
		['the whole phone', { phone: '+56912345678' }],
		['part of the phone', { phone: '91234567' }],
		['the phone written with spaces and dashes', { phone: '+56 9 1234-5678' }],
		['the e-mail', { email: 'maria.rodriguez@example.com' }],
		['part of the e-mail in capitals', { email: 'MARIA.ROD' }],
		['a phone and an e-mail that both fit', { phone: '5678', email: 'maria.rod' }],
	])('finds Maria Rodriguez by %s', async (_what, query) => {
		expect(await names(query)).toContain('Maria Rodriguez');
	});

	test('finds an e-mail that was stored in capitals', async () => {
		const body = {
			channel: 'whatsapp',
			channel_phone_number: '42',
			contact_phone_number: '+56912345678',
			contact_email: 'MARIA@ACME.COM',
		};
		await vambe('/api/public/customer/upsert/info', { body });
		expect(await names({ email: 'maria@acme' })).toEqual(['Maria Rodriguez']);
	});

	test('finds nobody by a phone of one and an e-mail of another', async () => {
		expect(await names({ phone: '+56912345678', email: 'jane@' })).toEqual([]);
	});

	test('finds a person once for each channel they write on', async () => {
		const [{ phone }] = await list('days=1');
		const found = await search({ phone: String(phone) });
		expect(found.map(({ platform }) => platform)).toEqual(['whatsapp', 'webchat']);
	});

	test('gives at most 50', async () => {
		expect(await search({ email: 'example.com' })).toHaveLength(50);
	});

	test.each([
		['nothing', ''],
		['a phone without digits', '?phone=abc'],
		['an empty e-mail', '?email='],
	])('is refused by %s', async (_what, query) => {
		expect((await vambe(`/api/public/contacts/search${query}`)).status).toBe(400);
	});
});

describe('One contact of the local Vambe', () => {
	test('is, for the published id, the published example', async () => {
		const { status, body } = await vambe(`/api/public/contact/${MARIA}/info`);
		const published = readFileSync(`${__dirname}/mariaRodriguez.json`, 'utf8');
		expect(status).toBe(200);
		expect(body).toEqual(JSON.parse(published));
	});

	test('is the same for its id in capitals', async () => {
		const { body } = await vambe(`/api/public/contact/${MARIA.toUpperCase()}/info`);
		expect(body).toMatchObject({ id: MARIA });
	});

	test.each([
		['400 for an id that is no UUID', 'maria', 400],
		['404 for an unknown id', UNKNOWN, 404],
	])('is answered with %s', async (_what, id, status) => {
		for (const path of [
			`/api/public/contact/${id}/info`,
			`/api/public/contact/v2/${id}/messages?page=1`,
		])
			expect((await vambe(path)).body).toMatchObject({ statusCode: status });
	});

	test('has messages page by page, until there are no more', async () => {
		const page = async (number: number) =>
			(await vambe<MessagePage>(`/api/public/contact/v2/${MARIA}/messages?page=${number}`)).body;
		const first = await page(1);
		const pages = [first];
		while (pages[pages.length - 1].hasMore) pages.push(await page(pages.length + 1));
		const messages = pages.flatMap((one) => one.messages);

		expect(pages.length).toBeGreaterThan(1);
		expect(pages.map((one) => one.page)).toEqual(pages.map((_, index) => index + 1));
		expect(new Set(messages.map(({ id }) => id)).size).toBe(first.total);
		expect(messages[0]).toMatchObject({
			body: 'Gracias por tu ayuda!',
			created_at: '2024-09-30T14:25:33.000Z',
			direction: 'INBOUND',
		});
		expect(await page(pages.length + 1)).toMatchObject({ messages: [], hasMore: false });
	});

	test.each(['', '?page=0', '?page=x'])('has no messages for the query "%s"', async (query) => {
		expect((await vambe(`/api/public/contact/v2/${MARIA}/messages${query}`)).status).toBe(400);
	});
});
