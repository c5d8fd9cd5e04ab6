import type { Exchange } from '../../shared/logic/exchange';

/** Whether Vambe said that there is no such thing. A web page that says so comes from somebody else. */
export const isNotFound = (answer: Exchange): boolean =>
	answer.kind === 'answered' &&
	answer.status === 404 &&
	!(typeof answer.body === 'string' && answer.body.trim() !== '');
