import type { Json } from '../../shared/logic/itemResult';

const FIELDS = [
	'id',
	'name',
	'email',
	'phone',
	'platform',
	'chat_status',
	'last_message_at',
	'last_message_content',
	'active_ticket',
	'metadata',
];

/** What most workflows need of a contact: always the same fields, `null` where Vambe has nothing. */
export const simplifyContact = (contact: Json): Json =>
	Object.fromEntries(FIELDS.map((field) => [field, contact[field] ?? null]));
