import { CLIENT_ID, PIPELINES } from './account';
import type { Contact, ContactInfo, Ticket } from './contact';
import { draw, pick, sampleId } from './sampleChance';

const PEOPLE = 100;
/** So many of them write on a second channel, and are a second contact there. */
const ON_TWO_CHANNELS = 28;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const FIRST_NAMES = [
	'Camila Valentina Sofía Isidora Martina Antonia Josefa Catalina Fernanda Daniela Ximena Lucía',
	'Renata Mariana Paola Rocío Benjamín Matías Sebastián Joaquín Diego Nicolás Tomás Felipe',
	'Andrés Rodrigo Emiliano Santiago Gonzalo Iván Héctor Julián',
].flatMap((names) => names.split(' '));
const LAST_NAMES = [
	'González Muñoz Rojas Díaz Pérez Soto Contreras Silva Martínez Sepúlveda Morales Fuentes',
	'Hernández Torres Araya Flores Espinoza Valenzuela Castillo Ramírez Reyes Gutiérrez Castro',
	'Vargas Álvarez Vásquez Tapia Fernández Sánchez Cortés Quispe Mendoza Ibáñez',
].flatMap((names) => names.split(' '));
const PLACES = [
	{ city: 'Santiago', prefix: '+569', digits: 8 },
	{ city: 'Valparaíso', prefix: '+569', digits: 8 },
	{ city: 'Concepción', prefix: '+569', digits: 8 },
	{ city: 'Ciudad de México', prefix: '+5255', digits: 8 },
	{ city: 'Monterrey', prefix: '+5281', digits: 8 },
	{ city: 'Bogotá', prefix: '+57310', digits: 7 },
	{ city: 'Medellín', prefix: '+57320', digits: 7 },
	{ city: 'Lima', prefix: '+519', digits: 8 },
	{ city: 'Buenos Aires', prefix: '+54911', digits: 8 },
	{ city: 'Montevideo', prefix: '+5989', digits: 7 },
];
const PLATFORMS = [
	...Array<string>(6).fill('whatsapp'),
	...['instagram', 'webchat', 'messenger', 'tiktok', 'sms', 'voice'],
];
const COMPANIES = [
	'Panadería La Espiga',
	'Ferretería El Roble',
	'Clínica Dental Sonríe',
	'Viñedos del Maule',
	'Textiles Andinos',
	'Café Quilapán',
];
const PLANS = ['Básico', 'Básico', 'Premium', 'Empresa'];
const WITHOUT_PHONE = ['instagram', 'tiktok'];
const CHAT_STATUSES = ['UNATTENDED', 'ATTENDED', 'PENDING', 'CLOSED'];
const OPEN_STATUSES = ['OPEN', 'IN_PROGRESS'];
const PRIORITIES = ['high', 'medium', 'low'];
const MESSAGES = [
	'Hola, ¿tienen despacho a regiones?',
	'¿Cuánto demora el envío?',
	'Perfecto, muchas gracias 🙌',
	'Me interesa el plan Premium, ¿qué incluye?',
	'Necesito cambiar la dirección de mi pedido',
	'¿Me pueden mandar la boleta, por favor?',
	'Quedo atenta a la cotización',
	'Listo, ya hice la transferencia',
];
const SUMMARIES = [
	'Pregunta por plazos y costos de despacho',
	'Pide una cotización para compra al por mayor',
	'Reclama por un pedido que llegó incompleto',
	'Quiere cambiar de plan',
];
const STAGE_IDS = PIPELINES.flatMap(({ stages }) => stages.map(({ id }) => id));

/** The contacts of the account: always the same people, who last wrote so long before `now`. */
export function sampleContacts(now: number): Contact[] {
	const people = Array.from({ length: PEOPLE }, (_, index) => samplePerson(index));
	const onFirstChannel = people.map((person, index) => ({
		person,
		platform: index < ON_TWO_CHANNELS ? 'whatsapp' : pick(PLATFORMS, `${person.seed} platform`),
	}));
	const onSecondChannel = people
		.slice(0, ON_TWO_CHANNELS)
		.map((person) => ({ person, platform: 'webchat' }));

	const sampled = [...onFirstChannel, ...onSecondChannel].map(({ person, platform }, order) =>
		// Some wrote minutes ago, the last ones more than a year ago.
		sampleContact(person, platform, now - (7 + order * order * 34) * MINUTE),
	);
	return [structuredClone(MARIA_RODRIGUEZ), janeDoe(now), ...sampled];
}

type Person = ReturnType<typeof samplePerson>;

function samplePerson(index: number) {
	const seed = `person ${index}`;
	const place = pick(PLACES, `${seed} place`);
	const first = FIRST_NAMES[index % FIRST_NAMES.length];
	const last = pick(LAST_NAMES, `${seed} last name`);
	const number = draw(`${seed} phone`, 10 ** place.digits);
	const mailbox = `${first}.${last}${index}`.normalize('NFD').replace(/[^\w.]/g, '');
	return {
		seed,
		name: `${first} ${last}`,
		// Not everybody left one.
		email: draw(`${seed} e-mail`, 8) === 0 ? null : `${mailbox.toLowerCase()}@example.com`,
		phone: place.prefix + String(number).padStart(place.digits, '0'),
		customerId: sampleId(`${seed} customer`),
		metadata: {
			company: pick(COMPANIES, `${seed} company`),
			plan: pick(PLANS, `${seed} plan`),
			city: place.city,
			preferred_language: 'es',
		},
	};
}

function sampleContact(person: Person, platform: string, lastMessage: number): Contact {
	const seed = `${person.seed} on ${platform}`;
	const id = sampleId(seed);
	const created = lastMessage - (1 + draw(`${seed} age`, 200)) * DAY;
	const half = created + (lastMessage - created) / 2;
	const stageId = pick(STAGE_IDS, `${seed} stage`);

	const ticket = (status: string, from: number, to: number): Ticket => ({
		id: sampleId(`${seed} ticket ${status}`),
		ai_contact_id: id,
		status,
		created_at: iso(from),
		updated_at: iso(to),
		ticket_summary: pick(SUMMARIES, `${seed} summary ${status}`),
		metadata: { priority: pick(PRIORITIES, `${seed} priority ${status}`) },
	});
	const active =
		draw(`${seed} active`, 10) < 6
			? ticket(pick(OPEN_STATUSES, `${seed} open`), half, lastMessage)
			: null;
	const closed = draw(`${seed} closed`, 10) < 4 ? ticket('CLOSED', created, half) : null;

	const info: ContactInfo = {
		id,
		name: person.name,
		email: person.email,
		phone: WITHOUT_PHONE.includes(platform) ? null : person.phone,
		platform,
		created_at: iso(created),
		last_message_at: iso(lastMessage),
		last_message_content: pick(MESSAGES, `${seed} message`),
		chat_status: pick(CHAT_STATUSES, `${seed} chat status`),
		is_chat_read: draw(`${seed} read`, 2) === 0,
		blocked: draw(`${seed} blocked`, 40) === 0,
		client_id: CLIENT_ID,
		ai_customer_id: person.customerId,
		default_stage_id: stageId,
		active_ticket_v2_id: active && active.id,
		last_closed_ticket_v2_id: closed && closed.id,
		current_integration_data: null,
		metadata: person.metadata,
		active_ticket: active,
		last_closed_ticket: closed,
	};
	return {
		info,
		updatedAt: iso(lastMessage + MINUTE),
		ticketStageId: active && pick([stageId, ...STAGE_IDS], `${seed} ticket stage`),
		...(platform === 'webchat' && { externalUserId: `visitor-${id.slice(0, 8)}` }),
	};
}

const iso = (time: number) => new Date(time).toISOString();

/** The contact that the published document shows, word for word. */
const MARIA_RODRIGUEZ: Contact = {
	info: {
		id: 'df980fc8-b6db-4820-bf22-2969482d106d',
		name: 'Maria Rodriguez',
		email: 'maria.rodriguez@example.com',
		phone: '+56912345678',
		platform: 'whatsapp',
		created_at: '2024-01-15T10:30:00.000Z',
		last_message_at: '2024-09-30T14:25:33.000Z',
		last_message_content: 'Gracias por tu ayuda!',
		chat_status: 'ATTENDED',
		is_chat_read: true,
		blocked: false,
		client_id: CLIENT_ID,
		ai_customer_id: '660e8400-e29b-41d4-a716-446655440001',
		default_stage_id: '770e8400-e29b-41d4-a716-446655440002',
		active_ticket_v2_id: '880e8400-e29b-41d4-a716-446655440003',
		last_closed_ticket_v2_id: '990e8400-e29b-41d4-a716-446655440004',
		current_integration_data: { crm_id: '12345', last_sync: '2024-09-30T12:00:00.000Z' },
		metadata: {
			company: 'Acme Corp',
			plan: 'Premium',
			customer_since: '2024-01-15',
			preferred_language: 'es',
		},
		active_ticket: {
			id: '880e8400-e29b-41d4-a716-446655440003',
			ai_contact_id: 'df980fc8-b6db-4820-bf22-2969482d106d',
			status: 'IN_PROGRESS',
			created_at: '2024-09-30T10:00:00.000Z',
			updated_at: '2024-09-30T14:25:33.000Z',
			ticket_summary: 'Customer inquiring about premium plan upgrade options and pricing',
			metadata: { priority: 'high', category: 'sales', assigned_agent: 'John Doe' },
		},
		last_closed_ticket: {
			id: '990e8400-e29b-41d4-a716-446655440004',
			ai_contact_id: 'df980fc8-b6db-4820-bf22-2969482d106d',
			status: 'CLOSED',
			created_at: '2024-09-25T09:00:00.000Z',
			updated_at: '2024-09-25T15:30:00.000Z',
			ticket_summary: 'Billing inquiry resolved - payment processed successfully',
			metadata: { priority: 'medium', category: 'billing', resolution_time: '6.5 hours' },
		},
	},
	updatedAt: '2024-09-30T14:25:33.000Z',
	ticketStageId: '770e8400-e29b-41d4-a716-446655440002',
};

/** The contact of the published event examples. */
function janeDoe(now: number): Contact {
	return {
		info: {
			id: '9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e',
			name: 'Jane Doe',
			email: 'jane@example.com',
			phone: '+56911112222',
			platform: 'whatsapp',
			created_at: iso(now - 40 * DAY),
			last_message_at: iso(now - 2 * DAY),
			last_message_content: 'Thanks, I will pay on Friday',
			chat_status: 'PENDING',
			is_chat_read: true,
			blocked: false,
			client_id: CLIENT_ID,
			ai_customer_id: sampleId('Jane Doe'),
			default_stage_id: '770e8400-e29b-41d4-a716-446655440003',
			active_ticket_v2_id: null,
			last_closed_ticket_v2_id: null,
			current_integration_data: null,
			metadata: { plan: 'Básico', preferred_language: 'en' },
			active_ticket: null,
			last_closed_ticket: null,
		},
		updatedAt: iso(now - 2 * DAY),
		ticketStageId: null,
	};
}
