import type { Exchanger } from '../../shared/request';
import type { Send } from '../../shared/logic/reply';
import { readEventReply } from '../logic/readEventReply';
import type { VambeEvent } from '../schemas/event';
import type { Receipt } from '../schemas/receipt';

/** `POST /api/v1/events`: records one event of a contact on a channel. */
export const sendEvent =
	(exchange: Exchanger): Send<VambeEvent, Receipt> =>
	async (event) =>
		readEventReply(
			await exchange({
				method: 'POST',
				path: '/api/v1/events',
				headers: { 'Content-Type': 'application/json' },
				body: Buffer.from(JSON.stringify(event)),
			}),
			Date.now(),
		);
