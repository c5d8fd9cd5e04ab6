import { join } from 'node:path';
import { readOpenApi } from '../../sandbox/openApi';
import { aRecord, someRecords } from './aRecord';
import { anEvent } from './anEvent';
import { useSandbox, type Request } from './useSandbox';

const specs = join(__dirname, '../../specs');
const MARIA = 'df980fc8-b6db-4820-bf22-2969482d106d';
const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const REFUSED_KEY = { key: 'refused' };

type Case = [status: number, operation: string, path: string, request?: Request];

/** Ajv says nothing of a field the schema does not name, so a title tells which case failed. */
const title = 'answers %i to %s %s as its document says';

describe('The local Vambe', () => {
	const { vambe } = useSandbox({ eventsPerHour: 1 });
	const document = readOpenApi(join(specs, 'vambe.openapi.yaml'));

	const events = '/api/v1/events';
	const contacts = '/api/public/contacts';
	const contact = (id: string) => `/api/public/contact/${id}/info`;
	const messages = (id: string, page: number) =>
		`/api/public/contact/v2/${id}/messages?page=${page}`;
	const channel = (type: string) => `/api/public/channels/${type}`;
	const upsert = '/api/public/customer/upsert/info';
	const known = {
		channel: 'whatsapp',
		channel_phone_number: '42',
		contact_phone_number: '+56912345678',
	};

	test.each<Case>([
		[202, 'ingestEvent', events, { body: anEvent() }],
		[400, 'ingestEvent', events, { body: anEvent({ event: '' }) }],
		[400, 'ingestEvent', events, { body: anEvent({ channel: { channelId: '43' } }) }],
		[400, 'ingestEvent', events, { body: '{' }],
		[401, 'ingestEvent', events, { body: anEvent(), ...REFUSED_KEY }],
		[200, 'listContacts', `${contacts}?days=365&limit=100`],
		[200, 'listContacts', `${contacts}?days=365&limit=100&offset=100`],
		[200, 'listContacts', `${contacts}?created_after=2020-01-01T00:00:00Z`],
		[400, 'listContacts', contacts],
		[401, 'listContacts', contacts, REFUSED_KEY],
		[200, 'searchContacts', `${contacts}/search?phone=569`],
		[200, 'searchContacts', `${contacts}/search?email=nobody`],
		[400, 'searchContacts', `${contacts}/search`],
		[401, 'searchContacts', `${contacts}/search`, REFUSED_KEY],
		[200, 'getContact', contact(MARIA)],
		[400, 'getContact', contact('maria')],
		[401, 'getContact', contact(MARIA), REFUSED_KEY],
		[404, 'getContact', contact(UNKNOWN)],
		[200, 'listMessages', messages(MARIA, 1)],
		[200, 'listMessages', messages(MARIA, 99)],
		[400, 'listMessages', messages(MARIA, 0)],
		[401, 'listMessages', messages(MARIA, 1), REFUSED_KEY],
		[404, 'listMessages', messages(UNKNOWN, 1)],
		[200, 'getChannel', channel('whatsapp')],
		[200, 'getChannel', channel('web-whatsapp')],
		[200, 'getChannel', channel('playground')],
		[400, 'getChannel', channel('telegram')],
		[401, 'getChannel', channel('whatsapp'), REFUSED_KEY],
		[404, 'getChannel', channel('instagram')],
		[200, 'listPipelines', '/api/public/pipeline'],
		[401, 'listPipelines', '/api/public/pipeline', REFUSED_KEY],
		[201, 'upsertContact', upsert, { body: known }],
		[400, 'upsertContact', upsert, { body: { channel: 'whatsapp' } }],
		[401, 'upsertContact', upsert, { body: known, ...REFUSED_KEY }],
	])(title, async (...[status, operation, path, request]) => {
		const answer = await vambe(path, request);
		const validate = document.answer(operation, status);
		expect(answer.status).toBe(status);
		expect(validate).toBeDefined();
		validate?.(answer.body);
		expect(validate?.errors).toBeNull();
	});

	test('gives every error one shape, a 429 too, of whose body its document says nothing', async () => {
		const shape = { statusCode: expect.any(Number), error: expect.any(String) };
		await vambe(events, { body: anEvent() });
		for (const answer of [
			await vambe(events, { body: anEvent() }),
			await vambe(events, { body: anEvent(), ...REFUSED_KEY }),
			await vambe(contact(UNKNOWN)),
			await vambe(contact('maria')),
			await vambe('/nowhere'),
		])
			expect(answer.body).toEqual({
				...shape,
				statusCode: answer.status,
				message: expect.anything(),
			});
	});

	test('gives every listed contact the fields of a contact, each of them', async () => {
		const { body } = await vambe<object[]>(`${contacts}?days=365&limit=100`);
		const fields = [
			...['active_ticket_v2', 'ai_customer_id', 'blocked', 'chat_status', 'client_id'],
			...['created_at', 'default_stage_id', 'email', 'id', 'is_chat_read', 'last_message_at'],
			...['name', 'phone', 'platform', 'updated_at'],
		];
		for (const listed of body) expect(Object.keys(listed).sort()).toEqual(fields);
	});
});

describe('The local Evermuse', () => {
	const { evermuse, clock } = useSandbox({ ingestPerMinute: 2 });
	const document = readOpenApi(join(specs, 'evermuse.openapi.yaml'));
	const isErrorResponse = document.component('ErrorResponse');

	const ingest = '/api/v1/ingest';
	const batches = `${ingest}/batches`;
	const writeOnly = { key: 'em_sk_sandbox_write_only' };
	const readOnly = { key: 'em_sk_sandbox_read_only' };
	const attached = aRecord({ _attachments: [{ type: 'file', vendor_url: 'https://a.example/b' }] });
	const tooLarge = ' '.repeat(5_000_001);

	test.each<Case>([
		[202, 'ingestRecords', ingest, { body: [aRecord()] }],
		[202, 'ingestRecords', ingest, { body: someRecords(30, { data: 7 }) }],
		[400, 'ingestRecords', ingest, { body: '{' }],
		[400, 'ingestRecords', ingest, { body: [] }],
		[400, 'ingestRecords', ingest, { body: [aRecord(), aRecord({ _type: 'email' })] }],
		[400, 'ingestRecords', `${ingest}?format=json`, { body: [aRecord()] }],
		[401, 'ingestRecords', ingest, { body: [aRecord()], ...REFUSED_KEY }],
		[403, 'ingestRecords', ingest, { body: [aRecord()], ...readOnly }],
		[413, 'ingestRecords', ingest, { body: tooLarge }],
		[200, 'listBatches', batches],
		[400, 'listBatches', `${batches}?limit=0`],
		[400, 'listBatches', `${batches}?cursor=nonsense`],
		[401, 'listBatches', batches, REFUSED_KEY],
		[403, 'listBatches', batches, writeOnly],
		[401, 'getBatchStatus', `${batches}/batch_other`, REFUSED_KEY],
		[403, 'getBatchStatus', `${batches}/batch_other`, writeOnly],
		[404, 'getBatchStatus', `${batches}/batch_other`],
	])(title, async (...[status, operation, path, request]) => {
		const answer = await evermuse(path, request);
		// Where the document does not state the body, an ErrorResponse is what to expect.
		const validate = document.answer(operation, status) ?? isErrorResponse;
		expect(answer.status).toBe(status);
		validate(answer.body);
		expect(validate.errors).toBeNull();
	});

	test('answers 409 and 429 with an ErrorResponse', async () => {
		const headers = { 'Idempotency-Key': 'key' };
		await evermuse(ingest, { body: [aRecord()], headers });
		const conflict = await evermuse(ingest, { body: [attached], headers });
		const limited = await evermuse(ingest, { body: [aRecord()] });
		expect([conflict.status, limited.status]).toEqual([409, 429]);
		for (const { body } of [conflict, limited]) {
			isErrorResponse(body);
			expect(isErrorResponse.errors).toBeNull();
		}
	});

	test('shows a batch as its document says, at every age, alone and in the list', async () => {
		const isStatus = document.answer('getBatchStatus', 200);
		const isList = document.answer('listBatches', 200);
		const { body: receipt } = await evermuse(ingest, { body: [attached, aRecord({ data: 7 })] });
		await evermuse(ingest, { body: [aRecord({ data: 7, _type: undefined })] });
		for (const age of [0, 1500, 3000, 7000, 9000]) {
			clock.time += age;
			isStatus?.((await evermuse(`${batches}/${receipt.batchId}`)).body);
			expect(isStatus?.errors).toBeNull();
			for (const query of ['', '?limit=1']) {
				isList?.((await evermuse(batches + query)).body);
				expect(isList?.errors).toBeNull();
			}
		}
	});
});
