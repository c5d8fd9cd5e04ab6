import { set } from 'lodash';
import { getAdditionalKeys } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsExpressionResolveValues,
	ICredentialType,
	IExecuteData,
	IHttpRequestOptions,
	INode,
	INodeCredentials,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { ICredentialsHelper, isExpression, NodeHelpers } from 'n8n-workflow';

/** A credential as the user saved it: its type and the fields filled in, expressions allowed. */
export interface GivenCredential {
	type: ICredentialType;
	data: INodeParameters;
}

/** The `credentials` section of a node that uses all of the given ones. */
export const credentialsOfNode = (given: readonly GivenCredential[]): INodeCredentials =>
	Object.fromEntries(
		given.map(({ type }) => [type.name, { id: type.name, name: type.displayName }]),
	);

/**
 * n8n's credentials helper, with given credentials in place of the database. It follows
 * `credentials-helper.js` of n8n 2.41: defaults are filled in, expressions resolved on each read
 * of a run (not of a list search), and requests signed by the credential type's own
 * `authenticate`, function or generic.
 */
export class GivenCredentials extends ICredentialsHelper {
	constructor(private readonly given: readonly GivenCredential[]) {
		super();
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		_nodeCredentials: INodeCredentialsDetails,
		typeName: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		_raw?: boolean,
		resolve?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const { type, data } = this.find(typeName);
		const filledIn = NodeHelpers.getNodeParameters(type.properties, data, true, false, null, null);
		const credentials = (filledIn ?? {}) as ICredentialDataDecryptedObject;
		if (!resolve) return credentials;
		return resolve.workflow.expression.getParameterValue(
			credentials as INodeParameters,
			resolve.runExecutionData,
			resolve.runIndex,
			resolve.itemIndex,
			resolve.node.name,
			resolve.connectionInputData,
			mode,
			getAdditionalKeys(additionalData, mode, null, { isCredential: true }),
			executeData,
			false,
			credentials,
		) as ICredentialDataDecryptedObject;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.find(typeName).type;
		if (!authenticate) return requestOptions;
		if (typeof authenticate === 'function') return await authenticate(credentials, requestOptions);

		const resolved = (text: string) =>
			isExpression(text)
				? workflow.expression.getSimpleParameterValue(
						node,
						text,
						'internal',
						{ $credentials: credentials },
						undefined,
						'',
					)
				: text;
		for (const [part, values] of Object.entries(authenticate.properties)) {
			for (const [name, value] of Object.entries(values as Record<string, string>)) {
				set(requestOptions, [part, String(resolved(name))], String(resolved(value) || ''));
			}
		}
		return requestOptions;
	}

	getParentTypes(typeName: string): string[] {
		return this.find(typeName).type.extends ?? [];
	}

	getCredentialsProperties(typeName: string): INodeProperties[] {
		return this.find(typeName).type.properties;
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	/** Only for session tokens, which neither service has. */
	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('A given credential has no encrypted form');
	}

	async updateCredentials(): Promise<void> {
		throw new Error('A given credential is never written');
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error('A given credential is never written');
	}

	private find(typeName: string): GivenCredential {
		const found = this.given.find(({ type }) => type.name === typeName);
		if (!found) throw new Error(`No credential of type "${typeName}" was given to the test`);
		return found;
	}
}
