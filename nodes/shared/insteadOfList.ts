import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

export interface NoList {
	/** What happened. Without hyphens and dashes, which the editor takes out. */
	message: string;
	/** What to do about it. */
	description: string;
	/** The HTTP status, if the service answered. */
	status?: number;
}

/** To be thrown: what the editor shows in place of a list. Of any other error it shows no description. */
export const insteadOfList = (
	context: ILoadOptionsFunctions,
	{ message, description, status }: NoList,
): NodeApiError =>
	new NodeApiError(
		context.getNode(),
		{},
		{ message, description, httpCode: status === undefined ? undefined : String(status) },
	);
