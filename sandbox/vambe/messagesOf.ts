import { MAIN_PHONE } from './account';
import type { ContactInfo } from './contact';
import { draw, sampleId } from './sampleChance';

const PAGE_SIZE = 20;
const MOST_MESSAGES = 70;
const GAP = 95_000;
const LINES = [
	'Hola, ¿en qué te puedo ayudar?',
	'Quería saber si todavía tienen stock',
	'Sí, nos quedan unidades en la tienda del centro',
	'¿Y hacen despacho a domicilio?',
	'Claro, el despacho demora dos días hábiles',
	'Te mando una foto de lo que busco',
];

/** One page of a contact's messages, the newest first; a page past the end is empty. */
export function messagesOf(contact: ContactInfo, page: number) {
	const total = contact.last_message_at === null ? 0 : 1 + draw(contact.id, MOST_MESSAGES);
	const first = (page - 1) * PAGE_SIZE;
	const count = Math.max(0, Math.min(PAGE_SIZE, total - first));
	return {
		messages: Array.from({ length: count }, (_, index) => messageOf(contact, first + index)),
		page,
		hasMore: first + count < total,
		total,
	};
}

/** The message that came so many before the last one, which the contact wrote. */
function messageOf(contact: ContactInfo, before: number) {
	const them = contact.phone ?? contact.name;
	const inbound = before % 2 === 0;
	return {
		id: sampleId(`${contact.id} message ${before}`),
		body: before === 0 ? contact.last_message_content : LINES[before % LINES.length],
		created_at: new Date(Date.parse(contact.last_message_at ?? '') - before * GAP).toISOString(),
		direction: inbound ? 'INBOUND' : 'OUTBOUND',
		from: inbound ? them : MAIN_PHONE,
		to: inbound ? MAIN_PHONE : them,
		type: 'text',
		status: 'read',
		media_url: null,
		client_id: contact.client_id,
		ai_contact_id: contact.id,
	};
}
