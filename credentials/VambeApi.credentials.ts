import type {
	ICredentialTestRequest,
	ICredentialType,
	IAuthenticate,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { withApiKey } from '../nodes/shared/logic/apiKeyHeader';

export class VambeApi implements ICredentialType {
	name = 'vambeApi';

	displayName = 'Vambe API';

	icon: Icon = {
		light: 'file:../nodes/Vambe/vambe.svg',
		dark: 'file:../nodes/Vambe/vambe.dark.svg',
	};

	documentationUrl = 'https://docs.vambe.me';

	httpRequestNode = {
		name: 'Vambe',
		docsUrl: 'https://docs.vambe.me',
		apiBaseUrl: 'https://api.vambe.me/',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Made in Vambe under Settings > Developers > API Keys',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.vambe.me',
			description: 'Change it only to test against a stand-in for Vambe',
		},
	];

	authenticate: IAuthenticate = async (credential, request) => withApiKey(request, credential);

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/api/public/pipeline',
			encoding: 'text',
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: { value: 401, message: 'Vambe does not know this API key' },
			},
			{
				type: 'responseCode',
				properties: { value: 404, message: 'There is no Vambe API at this base URL' },
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: '0',
					value: '<',
					message: 'A web page answered at this base URL, not the Vambe API',
				},
			},
			// n8n reads rules of both kinds from one list; only its type wants them apart.
		] as ICredentialTestRequest['rules'],
	};
}
