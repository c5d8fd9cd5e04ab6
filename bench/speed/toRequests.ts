import type { PreparedRequest } from './bareLoop';
import { pack } from './packing/pack';

/** Records as requests to Evermuse, with the headers that Evermuse Ingest gives them. */
export async function toRequests(records: readonly object[]): Promise<PreparedRequest[]> {
	const requests: PreparedRequest[] = [];
	for await (const { body, key } of pack(records)) {
		requests.push({
			path: '/api/v1/ingest',
			headers: {
				Accept: 'application/json',
				'Content-Type': 'application/x-ndjson',
				'Idempotency-Key': key,
			},
			body: Buffer.from(body),
		});
	}
	return requests;
}
