import type { Exchange } from '../../shared/logic/exchange';
import { forReading } from '../../shared/logic/forReading';
import { readReply } from '../../shared/logic/readReply';
import type { Reply } from '../../shared/logic/reply';
import { VAMBE } from '../advice';

/**
 * What became of a request that only reads.
 *
 * @param readBody the promised body of a 2xx answer, or `undefined` if it is something else
 */
export const readAnswer = <Body>(
	answer: Exchange,
	readBody: (body: unknown) => Body | undefined,
): Reply<Body> => forReading(readReply(answer, VAMBE, readBody, Date.now()));
