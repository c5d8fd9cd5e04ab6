import type { Send } from '../../shared/logic/reply';
import type { Exchanger } from '../../shared/request';
import { channelsOf } from '../logic/channelsOf';
import type { Channel } from '../schemas/channel';
import { isNotFound } from './isNotFound';
import { readAnswer } from './readAnswer';

export type ChannelKind = 'instagram' | 'playground' | 'web-whatsapp' | 'whatsapp';

/** `GET /api/public/channels/{type}`: the account's channels of one kind, perhaps none. */
export const getChannels =
	(exchange: Exchanger): Send<ChannelKind, Channel[]> =>
	async (kind) => {
		const answer = await exchange({ method: 'GET', path: `/api/public/channels/${kind}` });
		return isNotFound(answer) ? { kind: 'done', body: [] } : readAnswer(answer, channelsOf);
	};
