import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { insteadOfList } from './insteadOfList';
import type { Reply } from './logic/reply';

/** What to do where somebody only opened a list, so that there was nothing to send. */
const ADVICE: Record<string, string> = {
	RATE_LIMITED: 'Open the list again later.',
	REJECTED: 'Check the base URL in the credential.',
	SERVER_FAULT: 'Open the list again in a minute.',
	UNEXPECTED_ANSWER:
		'Something in between may have answered, such as a proxy. Check the base URL in the credential.',
	UNREACHABLE: 'Check the base URL in the credential and that this n8n reaches the internet.',
};

/**
 * What a list is made of.
 *
 * @param byHand what the form takes in place of a choice from the list, in a sentence
 * @throws NodeApiError, which the editor shows in place of the list: what happened, what to do
 */
export function bodyOrThrow<Body>(
	context: ILoadOptionsFunctions,
	reply: Reply<Body>,
	byHand: string,
): Body {
	if (reply.kind === 'done') return reply.body;
	const { code, message, description, status } = reply.failure;
	const advice = ADVICE[code] ?? description;
	throw insteadOfList(context, {
		message,
		// With a key that is not known, nothing is gained by hand.
		description: code === 'UNAUTHORIZED' ? advice : `${advice} ${byHand}`,
		status,
	});
}
