import type { PreparedRequest } from './bareLoop';
import type { PackedBody } from './packing/pack';

/** Batches as requests to Evermuse, with the headers that Evermuse Ingest gives them. */
export const toRequests = (bodies: readonly PackedBody[]): PreparedRequest[] =>
	bodies.map(({ body, key }) => ({
		path: '/api/v1/ingest',
		headers: {
			Accept: 'application/json',
			'Content-Type': 'application/x-ndjson',
			'Idempotency-Key': key,
		},
		body,
	}));
