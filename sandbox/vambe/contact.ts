export interface Ticket {
	id: string;
	ai_contact_id: string;
	status: string;
	created_at: string;
	updated_at: string;
	ticket_summary: string | null;
	metadata: Record<string, unknown>;
}

/** A contact as `GET /api/public/contact/{id}/info` gives it. */
export interface ContactInfo {
	id: string;
	name: string;
	email: string | null;
	phone: string | null;
	platform: string;
	created_at: string;
	last_message_at: string | null;
	last_message_content: string | null;
	chat_status: string;
	is_chat_read: boolean;
	blocked: boolean;
	client_id: string;
	ai_customer_id: string;
	default_stage_id: string | null;
	active_ticket_v2_id: string | null;
	last_closed_ticket_v2_id: string | null;
	current_integration_data: Record<string, unknown> | null;
	metadata: Record<string, unknown>;
	active_ticket: Ticket | null;
	last_closed_ticket: Ticket | null;
}

export interface Contact {
	info: ContactInfo;
	updatedAt: string;
	/** The stage of the active ticket, which need not be the contact's default stage. */
	ticketStageId: string | null;
	/** What a web chat knows its visitor by. */
	externalUserId?: string;
}

/** A contact as the lists give it. */
export function asListed({ info, updatedAt, ticketStageId }: Contact) {
	return {
		id: info.id,
		name: info.name,
		phone: info.phone,
		email: info.email,
		platform: info.platform,
		last_message_at: info.last_message_at,
		chat_status: info.chat_status,
		created_at: info.created_at,
		updated_at: updatedAt,
		client_id: info.client_id,
		ai_customer_id: info.ai_customer_id,
		default_stage_id: info.default_stage_id,
		blocked: info.blocked,
		is_chat_read: info.is_chat_read,
		active_ticket_v2: info.active_ticket && {
			id: info.active_ticket.id,
			current_stage_id: ticketStageId,
		},
	};
}
