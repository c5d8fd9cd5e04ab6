import { pick } from 'lodash';
import type { INodeParameters } from 'n8n-workflow';
import { useSandbox } from '../sandbox/useSandbox';
import { answer, misbehave } from '../support/misbehave';
import { type Credential, runAlone } from './runAlone';

/** The first run also makes n8n load its node. */
jest.setTimeout(120_000);

const { sandbox } = useSandbox();

const SERVICES = [
	{ service: 'vambe', path: '/api/public/pipeline' },
	{ service: 'evermuse', path: '/api/v1/ingest/batches' },
] as const;

interface Setting {
	data?: Credential['data'];
	options?: INodeParameters;
}

const FOLLOWING: INodeParameters = {
	redirect: { redirect: { followRedirects: true, maxRedirects: 21 } },
	sendCredentialsOnCrossOriginRedirect: true,
};

const keyOf = (service: 'vambe' | 'evermuse') => pick(sandbox()[service], 'apiKey', 'baseUrl');

describe.each(SERVICES)(
	"n8n's HTTP Request with the credential of $service",
	({ service, path }) => {
		const ask = async (url: string, { data = keyOf(service), options = {} }: Setting = {}) => {
			return await runAlone(
				{
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.4,
					parameters: {
						url: url + path,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: `${service}Api`,
						options,
					},
				},
				{ type: `${service}Api`, data },
			);
		};

		it('reaches its service with the key', async () => {
			const { status } = await ask(sandbox()[service].baseUrl);

			expect(status).toBe('success');
			expect(sandbox()[service].ledger.requests).toMatchObject([{ path, status: 200 }]);
		});

		it('reaches no other, and says where the key goes, but not what it is', async () => {
			const stranger = await misbehave(answer(200, {}));

			const { status, data } = await ask(stranger.url);

			expect(status).toBe('error');
			const { apiKey, baseUrl } = keyOf(service);
			expect(JSON.stringify(data.resultData.error)).toContain(
				`The API key goes to ${baseUrl} only`,
			);
			expect(JSON.stringify(data)).not.toContain(apiKey);
			expect(stranger.requests).toEqual([]);
		});

		it.each([
			['by default', {}],
			['when told to follow it with the key', FOLLOWING],
		])('follows no redirect to another, %s', async (_how, options) => {
			const stranger = await misbehave(answer(200, {}));
			const { url } = await misbehave(answer(307, {}, { Location: stranger.url }));

			const data = { apiKey: 'a-secret-key', baseUrl: url };
			const { status } = await ask(url, { data, options });

			expect(stranger.requests).toEqual([]);
			expect(status).toBe('error');
		});
	},
);
