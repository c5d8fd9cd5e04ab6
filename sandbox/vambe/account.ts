/** The one account of the local Vambe: who owns it, its channels and its pipelines. */

export interface Channel {
	/** A number on the official API, a text for a QR connection. */
	id: number | string;
	name: string;
	phone_number?: string;
	client_id: string;
}

export interface Pipeline {
	id: string;
	name: string;
	description: string | null;
	stages: Array<{ id: string; name: string; description: string | null }>;
}

export const CLIENT_ID = '550e8400-e29b-41d4-a716-446655440000';

/** The number the published event examples are sent to. */
export const MAIN_PHONE = '+56999999999';

const client_id = CLIENT_ID;

/** One object, a list, or nothing: clients have to take all three. */
export const CHANNELS: Record<string, Channel | Channel[] | undefined> = {
	whatsapp: { phone_number: MAIN_PHONE, client_id, id: 42, name: 'WhatsApp Ventas' },
	'web-whatsapp': [
		{ phone_number: '+56988887777', client_id, id: 'qr-bodega', name: 'WhatsApp Bodega' },
		{ phone_number: '+525588887777', client_id, id: 'qr-mexico', name: 'WhatsApp México' },
	],
	playground: { client_id, id: 7, name: 'Playground' },
};

export const TEAM = [
	{
		id: '660e8400-e29b-41d4-a716-446655440011',
		name: 'Ana Soto',
		first_name: 'Ana',
		last_name: 'Soto',
		email: 'ana.soto@example.com',
		phone: '+56977776666',
	},
	{
		id: '660e8400-e29b-41d4-a716-446655440012',
		name: 'Luis Rojas',
		first_name: 'Luis',
		last_name: 'Rojas',
		email: 'luis.rojas@example.com',
		phone: null,
	},
];

export const PIPELINES: Pipeline[] = [
	{
		id: 'aa0e8400-e29b-41d4-a716-446655440100',
		name: 'Ventas',
		description: 'Desde el primer mensaje hasta la compra',
		stages: [
			{
				id: '770e8400-e29b-41d4-a716-446655440001',
				name: 'Nuevo',
				description: 'Escribió por primera vez',
			},
			{
				id: '770e8400-e29b-41d4-a716-446655440002',
				name: 'En conversación',
				description: 'Ya recibió una respuesta',
			},
			{
				id: '770e8400-e29b-41d4-a716-446655440003',
				name: 'Cotización enviada',
				description: null,
			},
			{ id: '770e8400-e29b-41d4-a716-446655440004', name: 'Ganado', description: null },
		],
	},
	{
		id: 'aa0e8400-e29b-41d4-a716-446655440200',
		name: 'Postventa',
		description: null,
		stages: [
			{
				id: '770e8400-e29b-41d4-a716-446655440011',
				name: 'Despacho',
				description: 'Espera su pedido',
			},
			{ id: '770e8400-e29b-41d4-a716-446655440012', name: 'Soporte', description: null },
			{ id: '770e8400-e29b-41d4-a716-446655440013', name: 'Fidelización', description: null },
		],
	},
];

/** The channel that fits every identifier given, at least one. */
export function findChannel(
	{ channelId, channelPhone }: { channelId?: string; channelPhone?: string },
	type?: string,
): Channel | undefined {
	const channels = type ? [CHANNELS[type] ?? []] : Object.values(CHANNELS);
	return channels
		.flatMap((channel) => channel ?? [])
		.find(
			({ id, phone_number = '' }) =>
				(channelId === undefined || String(id) === channelId) &&
				(channelPhone === undefined || digits(phone_number) === digits(channelPhone)),
		);
}

/** What phone numbers are compared by. */
export function digits(phone: string): string {
	return phone.replace(/\D/g, '');
}
