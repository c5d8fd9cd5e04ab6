import { VambeApi } from '../../credentials/VambeApi.credentials';
import { useSandbox } from '../sandbox/useSandbox';
import { answer, misbehave } from '../support/misbehave';
import { sendTestRequest } from '../support/sendTestRequest';

const { sandbox } = useSandbox();
const vambe = new VambeApi();

const test = async (apiKey: string, baseUrl = sandbox().vambe.baseUrl) =>
	await sendTestRequest(vambe, { apiKey, baseUrl });

describe('The Vambe credential', () => {
	it('asks for a key, which stays hidden, and for an address, which is there already', () => {
		expect(vambe.name).toBe('vambeApi');
		expect(vambe.properties).toMatchObject([
			{ name: 'apiKey', typeOptions: { password: true }, required: true, default: '' },
			{ name: 'baseUrl', default: 'https://api.vambe.me' },
		]);
	});

	it('can be used in the HTTP Request node, for the service it is for', () => {
		expect(vambe.httpRequestNode).toMatchObject({
			name: 'Vambe',
			apiBaseUrl: 'https://api.vambe.me/',
		});
	});

	it('says under which address its test looks', () => {
		expect(vambe.test.request.baseURL).toBe('={{ $credentials.baseUrl }}');
	});

	it('passes its test with a known key: the pipelines are asked for', async () => {
		const { error } = await test(sandbox().vambe.apiKey);

		expect(error).toBeUndefined();
		expect(sandbox().vambe.ledger.requests).toMatchObject([
			{ method: 'GET', path: '/api/public/pipeline', key: sandbox().vambe.apiKey, status: 200 },
		]);
	});

	it('fails its test with a key that is not known', async () => {
		expect((await test('another-key')).error?.httpCode).toBe('401');
	});

	it.each([301, 302, 307, 308, 400, 403, 404, 429, 500, 503])(
		'fails its test when %i is the answer',
		async (status) => {
			const stranger = await misbehave(answer(200, {}));
			const server = await misbehave(answer(status, {}, { Location: stranger.url }));

			const { error } = await test('a-key', server.url);

			expect(error).toBeDefined();
			expect(stranger.requests).toEqual([]);
		},
	);

	it('fails its test, without a request, when the address is in the clear', async () => {
		const server = await misbehave(answer(200, {}));

		const { error } = await test('a-key', server.url.replace('127.0.0.1', '0.0.0.0'));

		expect(error?.message).toMatch(/must start with https/);
		expect(server.requests).toEqual([]);
	});
});
