/** An event that Vambe accepts, with what a test wants otherwise; `undefined` leaves a field out. */
export function anEvent(overrides: Record<string, unknown> = {}) {
	return {
		event: 'purchase',
		properties: { orderId: 'ORD-123', total: 49990, currency: 'CLP' },
		contact: { phone: '+56911112222' },
		channel: { channelPhone: '+56999999999' },
		...overrides,
	};
}
