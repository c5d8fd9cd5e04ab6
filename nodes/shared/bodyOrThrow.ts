import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Reply } from './logic/reply';

/**
 * What a list is made of.
 *
 * @throws NodeOperationError, which the editor shows in place of the list: what happened, what to do
 */
export function bodyOrThrow<Body>(context: ILoadOptionsFunctions, reply: Reply<Body>): Body {
	if (reply.kind === 'done') return reply.body;
	const { message, description } = reply.failure;
	throw new NodeOperationError(context.getNode(), message, { description });
}
