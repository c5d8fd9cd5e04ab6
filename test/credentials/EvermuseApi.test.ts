import { EvermuseApi } from '../../credentials/EvermuseApi.credentials';
import { useSandbox } from '../sandbox/useSandbox';
import { answer, misbehave } from '../support/misbehave';
import { sendTestRequest } from '../support/sendTestRequest';

const { sandbox } = useSandbox();
const evermuse = new EvermuseApi();
const requests = () => sandbox().evermuse.ledger.requests;

const test = async (apiKey: string, baseUrl = sandbox().evermuse.baseUrl) =>
	await sendTestRequest(evermuse, { apiKey, baseUrl });

describe('The Evermuse credential', () => {
	it('asks for a key, which stays hidden, and for an address, which is there already', () => {
		expect(evermuse.name).toBe('evermuseApi');
		expect(evermuse.properties).toMatchObject([
			{ name: 'apiKey', typeOptions: { password: true }, required: true, default: '' },
			{ name: 'baseUrl', default: 'https://api.evermuse.com' },
		]);
	});

	it('can be used in the HTTP Request node, for the service it is for', () => {
		expect(evermuse.httpRequestNode).toMatchObject({
			name: 'Evermuse',
			apiBaseUrl: 'https://api.evermuse.com/',
		});
	});

	it('says under which address its test looks', () => {
		expect(evermuse.test.request.baseURL).toBe('={{ $credentials.baseUrl }}');
	});

	it.each(['em_sk_sandbox', 'em_sk_sandbox_read_only'])(
		'passes its test with the key %s: one batch is asked for',
		async (apiKey) => {
			const { error } = await test(apiKey);

			expect(error).toBeUndefined();
			expect(requests()).toMatchObject([
				{
					method: 'GET',
					path: '/api/v1/ingest/batches',
					query: { limit: '1' },
					key: apiKey,
					status: 200,
				},
			]);
		},
	);

	it('passes its test with a key that only writes, which is all that sending needs', async () => {
		const { error } = await test('em_sk_sandbox_write_only');

		expect(error).toBeUndefined();
		expect(requests()).toMatchObject([{ status: 403 }]);
	});

	it('fails its test with a key that is not known', async () => {
		expect((await test('em_sk_another')).error?.httpCode).toBe('401');
	});

	it.each([301, 302, 307, 308, 400, 404, 429, 500, 503])(
		'fails its test when %i is the answer',
		async (status) => {
			const stranger = await misbehave(answer(200, {}));
			const server = await misbehave(answer(status, {}, { Location: stranger.url }));

			const { error } = await test('em_sk_sandbox', server.url);

			expect(error).toBeDefined();
			expect(stranger.requests).toEqual([]);
		},
	);

	it('fails its test, without a request, when the address is in the clear', async () => {
		const server = await misbehave(answer(200, {}));

		const { error } = await test('em_sk_sandbox', server.url.replace('127.0.0.1', '0.0.0.0'));

		expect(error?.message).toMatch(/must start with https/);
		expect(server.requests).toEqual([]);
	});
});
