import type { Received } from '../support/misbehave';
import { answer, misbehave } from '../support/misbehave';

/**
 * Somebody else, who says yes to everything. Nobody may be sent there.
 *
 * @param yes the body by which the service itself says yes
 */
export function useStranger(yes: object): () => { url: string; requests: Received[] } {
	let stranger: { url: string; requests: Received[] };
	beforeEach(async () => {
		stranger = await misbehave(answer(202, yes));
	});
	return () => stranger;
}
