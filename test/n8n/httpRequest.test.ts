import { useSandbox } from '../sandbox/useSandbox';
import { answer, misbehave } from '../support/misbehave';
import { runAlone } from './runAlone';

/** The first run also makes n8n load its node. */
jest.setTimeout(120_000);

const { sandbox } = useSandbox();

const SERVICES = [
	{ service: 'vambe', path: '/api/public/pipeline' },
	{ service: 'evermuse', path: '/api/v1/ingest/batches' },
] as const;

describe.each(SERVICES)(
	"n8n's HTTP Request with the credential of $service",
	({ service, path }) => {
		const ask = async (url: string) => {
			const { apiKey, baseUrl } = sandbox()[service];
			return await runAlone(
				{
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.4,
					parameters: {
						url: url + path,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: `${service}Api`,
					},
				},
				{ type: `${service}Api`, data: { apiKey, baseUrl } },
			);
		};

		it('reaches its service with the key', async () => {
			const { status } = await ask(sandbox()[service].baseUrl);

			expect(status).toBe('success');
			expect(sandbox()[service].ledger.requests).toMatchObject([{ path, status: 200 }]);
		});

		it('reaches no other, and says where the key goes', async () => {
			const stranger = await misbehave(answer(200, {}));

			const { status, data } = await ask(stranger.url);

			expect(status).toBe('error');
			expect(JSON.stringify(data.resultData.error)).toContain(
				`The API key goes to ${sandbox()[service].baseUrl} only`,
			);
			expect(stranger.requests).toEqual([]);
		});
	},
);
