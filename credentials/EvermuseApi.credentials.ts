import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { withApiKey } from '../nodes/shared/logic/apiKeyHeader';

/**
 * Every status that fails the test. 403 is not among them: it says that the service knows the key
 * but does not let it read, and a key that only writes is all that Evermuse Ingest needs.
 */
const FAILING_STATUSES = Array.from({ length: 300 }, (_, index) => 300 + index).filter(
	(status) => status !== 403,
);

export class EvermuseApi implements ICredentialType {
	name = 'evermuseApi';

	displayName = 'Evermuse API';

	icon: Icon = {
		light: 'file:../nodes/Evermuse/evermuse.svg',
		dark: 'file:../nodes/Evermuse/evermuse.dark.svg',
	};

	documentationUrl = 'https://docs.evermuse.com';

	httpRequestNode = {
		name: 'Evermuse',
		docsUrl: 'https://docs.evermuse.com',
		apiBaseUrl: 'https://api.evermuse.com/',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. em_sk_...',
			description:
				'Made in Evermuse under Settings > API Keys, with the permission api:write. A key that may only write passes the test here, but Evermuse Batch Status needs one that may read as well.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.evermuse.com',
			description: 'Change it only to test against a stand-in for Evermuse',
		},
	];

	authenticate: IAuthenticate = async (credential, request) => withApiKey(request, credential);

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/api/v1/ingest/batches',
			qs: { limit: 1 },
			encoding: 'text',
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: { ignore: true, except: FAILING_STATUSES },
		},
		rules: [
			{
				type: 'responseCode',
				properties: { value: 401, message: 'Evermuse does not know this API key' },
			},
			{
				type: 'responseCode',
				properties: { value: 404, message: 'There is no Evermuse API at this base URL' },
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: '0',
					value: '<',
					message: 'A web page answered at this base URL, not the Evermuse API',
				},
			},
			// n8n reads rules of both kinds from one list; only its type wants them apart.
		] as ICredentialTestRequest['rules'],
	};
}
