/** The two examples in Vambe's published document of `POST /api/v1/events`, word for word. */
export const PUBLISHED_EVENTS = {
	purchase: {
		event: 'purchase',
		occurredAt: '2026-04-21T14:30:00.000Z',
		properties: { orderId: 'ORD-123', total: 49990, currency: 'CLP' },
		contact: { phone: '+56911112222', name: 'Jane Doe', email: 'jane@example.com' },
		channel: { channelPhone: '+56999999999' },
	},
	byIds: {
		event: 'cart_abandoned',
		properties: { cartId: 'CART-42' },
		contact: { aiContactId: '9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e' },
		channel: { channelId: '42' },
	},
};
