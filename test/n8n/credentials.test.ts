import type { Sandbox } from '../../sandbox/startSandbox';
import { useSandbox } from '../sandbox/useSandbox';
import { call } from './call';

interface Given {
	title: string;
	apiKey: string;
	/** Where it is not the local service's own. */
	baseUrl?: (sandbox: Sandbox) => string;
	status: 'OK' | 'Error';
	message: RegExp;
}

const { sandbox } = useSandbox();

describe('the credential test of the Vambe API', () => {
	const given: Given[] = [
		{ title: 'passes a known key', apiKey: 'vambe-sandbox-key', status: 'OK', message: /success/ },
		{
			title: 'says that a key is not known',
			apiKey: 'another-key',
			status: 'Error',
			message: /Vambe does not know this API key/,
		},
		{
			title: 'says that the API is not at the base URL',
			apiKey: 'vambe-sandbox-key',
			baseUrl: ({ vambe }) => `${vambe.baseUrl}/elsewhere`,
			status: 'Error',
			message: /There is no Vambe API at this base URL/,
		},
		...wrongBaseUrls('vambe-sandbox-key'),
	];

	it.each(given)('$title', async ({ apiKey, baseUrl, status, message }) => {
		const answer = await testCredential('vambeApi', {
			apiKey,
			baseUrl: baseUrl?.(sandbox()) ?? sandbox().vambe.baseUrl,
		});

		expect(answer).toEqual({ status, message: expect.stringMatching(message) });
	});
});

describe('the credential test of the Evermuse API', () => {
	const given: Given[] = [
		{ title: 'passes a known key', apiKey: 'em_sk_sandbox', status: 'OK', message: /success/ },
		{
			title: 'passes a key that only reads',
			apiKey: 'em_sk_sandbox_read_only',
			status: 'OK',
			message: /success/,
		},
		{
			title: 'passes a key that only writes, which is all that sending needs',
			apiKey: 'em_sk_sandbox_write_only',
			status: 'OK',
			message: /success/,
		},
		{
			title: 'says that a key is not known',
			apiKey: 'em_sk_another',
			status: 'Error',
			message: /Evermuse does not know this API key/,
		},
		{
			title: 'says that the API is not at the base URL',
			apiKey: 'em_sk_sandbox',
			baseUrl: ({ evermuse }) => `${evermuse.baseUrl}/elsewhere`,
			status: 'Error',
			message: /There is no Evermuse API at this base URL/,
		},
		...wrongBaseUrls('em_sk_sandbox'),
	];

	it.each(given)('$title', async ({ apiKey, baseUrl, status, message }) => {
		const answer = await testCredential('evermuseApi', {
			apiKey,
			baseUrl: baseUrl?.(sandbox()) ?? sandbox().evermuse.baseUrl,
		});

		expect(answer).toEqual({ status, message: expect.stringMatching(message) });
	});
});

function wrongBaseUrls(apiKey: string): Given[] {
	return [
		{
			title: 'says that nothing answers at the base URL',
			apiKey,
			baseUrl: () => 'http://127.0.0.1:1',
			status: 'Error',
			message: /ECONNREFUSED/,
		},
		{
			title: 'refuses to send a key over an address that is not encrypted',
			apiKey,
			baseUrl: () => 'http://api.example.com',
			status: 'Error',
			message: /https/,
		},
	];
}

/** What the editor does when a credential is saved. */
const testCredential = async (type: string, data: { apiKey: string; baseUrl: string }) =>
	await call('POST', 'credentials/test', { credentials: { id: '', name: 'Tried', type, data } });
