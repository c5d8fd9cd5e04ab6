import type { Reply } from '../../shared/logic/reply';
import type { Exchanger } from '../../shared/request';
import type { TeamMember } from '../schemas/teamMember';
import { teamMemberListSchema } from '../schemas/teamMember';
import { readAnswer } from './readAnswer';

/** `GET /api/public/team-members/all`: the members of the account's team. */
export const listTeamMembers = (exchange: Exchanger) => async (): Promise<Reply<TeamMember[]>> =>
	readAnswer(
		await exchange({ method: 'GET', path: '/api/public/team-members/all' }),
		(body) => teamMemberListSchema.safeParse(body).data,
	);
