import type { Exchange } from '../../shared/logic/exchange';
import type { Reply } from '../../shared/logic/reply';
import type { Receipt } from '../schemas/receipt';
import { receiptSchema } from '../schemas/receipt';
import { readWriteReply } from './readWriteReply';

/**
 * What became of an event that was sent to `POST /api/v1/events`.
 *
 * @param now milliseconds since the epoch, for a Retry-After date
 */
export const readEventReply = (exchange: Exchange, now: number): Reply<Receipt> =>
	readWriteReply(exchange, (body) => receiptSchema.safeParse(body).data, now);
