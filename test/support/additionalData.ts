import { ExternalSecretsProxy } from 'n8n-core';
import type { IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import type { GivenCredential } from './GivenCredentials';
import { GivenCredentials } from './GivenCredentials';

/** What the server hands to the engine beside the workflow; one for each run. */
export function additionalData(
	credentials: readonly GivenCredential[],
): IWorkflowExecuteAdditionalData {
	// The engine builds the links of `$execution` from these, and an empty one is an invalid URL.
	const server = 'http://localhost:5678';
	return {
		credentialsHelper: new GivenCredentials(credentials),
		externalSecretsProxy: new ExternalSecretsProxy(),
		currentNodeExecutionIndex: 0,
		variables: {},
		instanceBaseUrl: `${server}/`,
		restApiUrl: `${server}/rest`,
		formBaseUrl: `${server}/form`,
		formWaitingBaseUrl: `${server}/form-waiting`,
		formTestBaseUrl: `${server}/form-test`,
		webhookBaseUrl: `${server}/webhook`,
		webhookWaitingBaseUrl: `${server}/webhook-waiting`,
		webhookTestBaseUrl: `${server}/webhook-test`,
		mcpBaseUrl: `${server}/mcp`,
		mcpTestBaseUrl: `${server}/mcp-test`,
		executeWorkflow: notInATest,
		getRunExecutionData: notInATest,
		getRuntimeCredential: notInATest,
		startRunnerTask: notInATest,
		logAiEvent: notInATest,
	};
}

function notInATest(): never {
	throw new Error('Only a whole n8n server can do this, not the engine alone');
}
