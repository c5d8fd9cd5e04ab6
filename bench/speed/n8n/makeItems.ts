/** Scripts for n8n's Code node, that make the items to send. */

export const makeEvents = (count: number): string => `
return Array.from({ length: ${count} }, (_, index) => ({
	json: {
		event: 'purchase',
		properties: { orderId: 'ORD-' + index, total: 49990, currency: 'CLP' },
		contact: { phone: '+56911112222' },
		channel: { channelPhone: '+56999999999' },
	},
}));
`;

/** Of about a kilobyte each. */
export const makeRecords = (count: number): string => `
const text = 'Hola, ¿dónde está mi pedido? Lo espero desde el lunes. '.repeat(3);
return Array.from({ length: ${count} }, (_, index) => ({
	json: {
		_type: 'conversation',
		_schema_version: '1.0.0',
		_event_at: new Date(1700000000000 + index * 1000).toISOString(),
		_vendor_ids: { conversation_id: 'conv-' + index },
		_nature: 'evidence',
		_product_id: 'prod-abc',
		_project_ids: ['proj-123'],
		_tags: ['bench'],
		data: {
			number: index,
			messages: Array.from({ length: 4 }, (_, nth) => ({
				from: nth % 2 ? 'agent' : 'customer',
				text,
			})),
		},
	},
}));
`;
