/** A record that Evermuse accepts, with what a test wants otherwise; `undefined` leaves a field out. */
export function aRecord(overrides: Record<string, unknown> = {}) {
	return {
		_type: 'message',
		_schema_version: '1.0.0',
		_event_at: '2026-02-24T12:34:56Z',
		_nature: 'evidence',
		_vendor_ids: { message_id: 'msg-1' },
		_product_id: 'prod-abc',
		_project_ids: ['proj-123'],
		data: { text: 'Hola' },
		...overrides,
	};
}

/** So many records, each with an id of its own. */
export function someRecords(count: number, overrides: Record<string, unknown> = {}) {
	return Array.from({ length: count }, (_, index) =>
		aRecord({ _vendor_ids: { message_id: `msg-${index}` }, ...overrides }),
	);
}
