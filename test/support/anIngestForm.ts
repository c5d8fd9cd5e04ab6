import type { INodeParameters } from 'n8n-workflow';

/**
 * The form of Evermuse Ingest, filled in with as little as will do, and what a test wants otherwise.
 * With an item `{ text: 'Hola' }` it describes `aRecord()`.
 */
export const anIngestForm = (overrides: INodeParameters = {}): INodeParameters => ({
	recordSource: 'fields',
	type: 'message',
	nature: 'evidence',
	eventAt: '2026-02-24T12:34:56Z',
	vendorIds: { id: [{ key: 'message_id', value: 'msg-1' }] },
	productId: 'prod-abc',
	projectIds: ['proj-123'],
	...overrides,
});
