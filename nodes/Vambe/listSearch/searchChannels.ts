import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { bodyOrThrow } from '../../shared/bodyOrThrow';
import { insteadOfList } from '../../shared/insteadOfList';
import { LIST_TIMEOUT_MS } from '../../shared/listTimeout';
import { matching } from '../../shared/matching';
import { exchangeWith } from '../../shared/request';
import type { Channel } from '../schemas/channel';
import type { ChannelKind } from '../transport/channels';
import { getChannels } from '../transport/channels';

const KINDS: Record<ChannelKind, string> = {
	whatsapp: 'WhatsApp',
	'web-whatsapp': 'WhatsApp Web',
	instagram: 'Instagram',
	playground: 'Playground',
};

const BY_HAND = "Or choose 'Phone' or 'By ID' and give it by hand.";

const noChannelOn = (kinds: string) => ({
	message: `This Vambe account has no channel on ${kinds}`,
	description: `Connect one in Vambe and open the list again. ${BY_HAND}`,
});

/**
 * The channels of the account, of every kind that could be read, or of the kind that the form names.
 * An empty list means that none has what was typed.
 */
export async function searchChannels(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const get = getChannels(exchangeWith(this, 'vambeApi', LIST_TIMEOUT_MS));
	// Vambe Contact asks for the type of channel first, Vambe Event does not.
	const type = this.getCurrentNodeParameter('channelType') as string | undefined;
	const all = Object.keys(KINDS) as ChannelKind[];
	const kinds = all.filter((kind) => !all.includes(type as ChannelKind) || kind === type);
	const replies = await Promise.all(kinds.map(get));
	const channels = replies.flatMap((reply, index) =>
		reply.kind === 'done' ? reply.body.map((channel) => toEntry(channel, KINDS[kinds[index]])) : [],
	);
	const found = matching(channels, filter);
	const unread = replies.find(({ kind }) => kind !== 'done');
	// What could not be read may hold what is looked for.
	if (found.length === 0 && unread) bodyOrThrow(this, unread, BY_HAND);
	if (channels.length === 0) {
		const names = kinds.map((kind) => KINDS[kind]);
		throw insteadOfList(this, noChannelOn(names.join(', ').replace(/, ([^,]+)$/, ' or $1')));
	}
	return { results: found };
}

/** "Sales +56 9 9999 9999 (WhatsApp)", as far as there is a name and a phone. */
const toEntry = ({ id, name, phone_number }: Channel, kind: string) => {
	const known = [name, phone_number].filter(Boolean).join(' ');
	return { name: `${known || id} (${kind})`, value: String(id) };
};
