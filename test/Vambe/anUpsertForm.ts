import type { UpsertForm } from '../../nodes/Vambe/logic/buildUpsert';

/** The form of a contact on WhatsApp that Vambe takes, with what a test wants otherwise. */
export const anUpsertForm = (overrides: Partial<UpsertForm> = {}): UpsertForm => ({
	channelType: 'whatsapp',
	channelPhone: '+56999999999',
	contactPhone: '+56911112222',
	channelId: undefined,
	externalUserId: undefined,
	name: undefined,
	email: undefined,
	stageId: undefined,
	agentId: undefined,
	metadata: [],
	customFields: [],
	...overrides,
});

/** What a visitor of a webchat is found by. */
export const WEBCHAT: Partial<UpsertForm> = {
	channelType: 'webchat',
	channelPhone: undefined,
	contactPhone: undefined,
	channelId: '550e8400-e29b-41d4-a716-446655440abc',
	externalUserId: 'customer-1042',
};
