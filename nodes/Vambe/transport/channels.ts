import type { Send } from '../../shared/logic/reply';
import type { Exchanger } from '../../shared/request';
import { channelsOf } from '../logic/channelsOf';
import type { Channel } from '../schemas/channel';
import { readAnswer } from './readAnswer';

export type ChannelKind = 'instagram' | 'playground' | 'web-whatsapp' | 'whatsapp';

/** `GET /api/public/channels/{type}`: the account's channels of one kind, perhaps none. */
export const getChannels =
	(exchange: Exchanger): Send<ChannelKind, Channel[]> =>
	async (kind) => {
		const answer = await exchange({ method: 'GET', path: `/api/public/channels/${kind}` });
		// Vambe says so in JSON. A web page with this status comes from somebody else.
		const isNone =
			answer.kind === 'answered' && answer.status === 404 && typeof answer.body === 'object';
		return isNone ? { kind: 'done', body: [] } : readAnswer(answer, channelsOf);
	};
