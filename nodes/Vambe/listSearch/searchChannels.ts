import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { exchangeWith } from '../../shared/request';
import type { Channel } from '../schemas/channel';
import type { ChannelKind } from '../transport/channels';
import { getChannels } from '../transport/channels';
import { bodyOrThrow } from '../../shared/bodyOrThrow';
import { LIST_TIMEOUT_MS } from './listTimeout';
import { matching } from './matching';

const KINDS: Record<ChannelKind, string> = {
	whatsapp: 'WhatsApp',
	'web-whatsapp': 'WhatsApp Web',
	instagram: 'Instagram',
	playground: 'Playground',
};

/** The channels of the account, of every kind. An empty list means there are none. */
export async function searchChannels(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const get = getChannels(exchangeWith(this, 'vambeApi', LIST_TIMEOUT_MS));
	const kinds = Object.keys(KINDS) as ChannelKind[];
	const replies = await Promise.all(kinds.map(get));
	const channels = replies.flatMap((reply, index) =>
		bodyOrThrow(this, reply).map((channel) => ({
			name: nameOf(channel, KINDS[kinds[index]]),
			value: String(channel.id),
		})),
	);
	return { results: matching(channels, filter) };
}

/** "Sales +56 9 9999 9999 (WhatsApp)", as far as there is a name and a phone. */
const nameOf = ({ id, name, phone_number }: Channel, kind: string): string => {
	const known = [name, phone_number].filter(Boolean).join(' ');
	return `${known || id} (${kind})`;
};
