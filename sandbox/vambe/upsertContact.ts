import { randomUUID } from 'node:crypto';
import { Refusal } from '../refusal';
import { CLIENT_ID, digits, findChannel, PIPELINES } from './account';
import type { Contact } from './contact';

/** The body of `POST /api/public/customer/upsert/info`, by its schema. */
export interface UpsertInput {
	channel: 'whatsapp' | 'web-whatsapp' | 'webchat';
	channel_phone_number?: string;
	contact_phone_number?: string;
	channel_id?: string;
	external_user_id?: string;
	contact_name?: string;
	contact_email?: string;
	stageId?: string;
	meta_data?: Record<string, unknown>;
	custom_field_values?: Array<{ key: string; value: unknown }>;
}

/**
 * Finds by phone on the WhatsApp channels and by `external_user_id` on web chat, else creates.
 * Throws a Refusal for what the schema of the body cannot say.
 */
export function upsertContact(contacts: Contact[], input: UpsertInput, now: number): Contact {
	checkIdentifiers(input);
	const time = new Date(now).toISOString();
	const contact = find(contacts, input) ?? create(contacts, input, time);
	const { info } = contact;
	info.name = input.contact_name ?? info.name;
	info.email = input.contact_email ?? info.email;
	info.default_stage_id = input.stageId ?? info.default_stage_id;
	info.metadata = {
		...info.metadata,
		...input.meta_data,
		...Object.fromEntries((input.custom_field_values ?? []).map(({ key, value }) => [key, value])),
	};
	contact.updatedAt = time;
	return contact;
}

function checkIdentifiers(input: UpsertInput): void {
	const needed =
		input.channel === 'webchat'
			? (['channel_id', 'external_user_id'] as const)
			: (['channel_phone_number', 'contact_phone_number'] as const);
	for (const name of needed)
		if (!input[name]) throw new Refusal(400, `${name} is required for ${input.channel}`);

	const channel = input.channel_phone_number;
	if (
		input.channel !== 'webchat' &&
		!findChannel({ channelPhone: channel }, input.channel) &&
		!findChannel({ channelId: channel }, input.channel)
	)
		throw new Refusal(400, `channel_phone_number matches no ${input.channel} channel`);

	const stages = PIPELINES.flatMap((pipeline) => pipeline.stages);
	if (input.stageId && !stages.some(({ id }) => id === input.stageId))
		throw new Refusal(400, 'stageId matches no stage');
}

function find(contacts: Contact[], input: UpsertInput): Contact | undefined {
	return contacts.find(({ info, externalUserId }) =>
		input.channel === 'webchat'
			? externalUserId === input.external_user_id
			: info.platform === 'whatsapp' &&
				digits(info.phone ?? '') === digits(input.contact_phone_number ?? ''),
	);
}

function create(contacts: Contact[], input: UpsertInput, time: string): Contact {
	const webchat = input.channel === 'webchat';
	const contact: Contact = {
		info: {
			id: randomUUID(),
			name: input.contact_phone_number ?? input.external_user_id ?? '',
			email: null,
			phone: input.contact_phone_number ?? null,
			platform: webchat ? 'webchat' : 'whatsapp',
			created_at: time,
			last_message_at: null,
			last_message_content: null,
			chat_status: 'UNATTENDED',
			is_chat_read: false,
			blocked: false,
			client_id: CLIENT_ID,
			ai_customer_id: randomUUID(),
			default_stage_id: null,
			active_ticket_v2_id: null,
			last_closed_ticket_v2_id: null,
			current_integration_data: null,
			metadata: {},
			active_ticket: null,
			last_closed_ticket: null,
		},
		updatedAt: time,
		ticketStageId: null,
		...(webchat && { externalUserId: input.external_user_id }),
	};
	contacts.push(contact);
	return contact;
}
