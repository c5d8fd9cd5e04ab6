import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { bodyOrThrow } from '../../shared/bodyOrThrow';
import { BY_ID } from '../../shared/byHand';
import { insteadOfList } from '../../shared/insteadOfList';
import { LIST_TIMEOUT_MS } from '../../shared/listTimeout';
import { matching } from '../../shared/matching';
import { exchangeWith } from '../../shared/request';
import { listTeamMembers } from '../transport/teamMembers';

const NO_MEMBER = {
	message: 'This Vambe account has no team members yet',
	description: `Invite one in Vambe and open the list again. ${BY_ID}`,
};

/** The members of the account's team. An empty list means that none has what was typed. */
export async function searchTeamMembers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const list = listTeamMembers(exchangeWith(this, 'vambeApi', LIST_TIMEOUT_MS));
	const members = bodyOrThrow(this, await list(), BY_ID);
	if (members.length === 0) throw insteadOfList(this, NO_MEMBER);
	const entries = members.map(({ id, name, email }) => ({
		name: name && email ? `${name} (${email})` : name || email || id,
		value: id,
	}));
	return { results: matching(entries, filter) };
}
