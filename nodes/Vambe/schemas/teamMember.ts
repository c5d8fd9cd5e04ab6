import { z } from 'zod';

/** The people who answer contacts, "agents" in Vambe. */
export const teamMemberListSchema = z.array(
	z.object({
		id: z.string().min(1),
		name: z.string().nullish(),
		email: z.string().nullish(),
	}),
);

export type TeamMember = z.infer<typeof teamMemberListSchema>[number];
