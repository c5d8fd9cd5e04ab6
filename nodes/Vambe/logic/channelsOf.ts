import { isEqual, isNil } from 'lodash';
import { z } from 'zod';
import type { Channel } from '../schemas/channel';
import { channelSchema } from '../schemas/channel';

const channelList = z.array(channelSchema);

/**
 * The channels in an answer of `GET /api/public/channels/{type}`, which may be one channel, a list, or
 * either of them under `channel` or `data`. An empty one is no channel.
 *
 * @returns `undefined` if the answer is something else
 */
export function channelsOf(body: unknown): Channel[] | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const wrapper = ['channel', 'data'].find((name) => !('id' in body) && name in body);
	const given: unknown = wrapper ? Reflect.get(body, wrapper) : body;
	const entries = [given].flat().filter((entry) => !isNil(entry) && !isEqual(entry, {}));
	return channelList.safeParse(entries).data;
}
