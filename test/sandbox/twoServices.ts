import type { Sandbox } from '../../sandbox/startSandbox';
import { aRecord } from './aRecord';
import { anEvent } from './anEvent';
import type { RawRequest } from './converse';

/** One of the services, and the request to it that stores something. */
export interface StoringService {
	name: 'vambe' | 'evermuse';
	path: string;
	body: string;
	/** What the answer to it holds. */
	answer: object;
	/** How much is stored. */
	stored(sandbox: Sandbox): number;
}

export const SERVICES: StoringService[] = [
	{
		name: 'vambe',
		path: '/api/v1/events',
		body: JSON.stringify(anEvent()),
		answer: { id: expect.any(String) },
		stored: ({ vambe }) => vambe.ledger.events.length,
	},
	{
		name: 'evermuse',
		path: '/api/v1/ingest',
		body: JSON.stringify([aRecord()]),
		answer: { batchId: expect.any(String), acceptedCount: 1, rejectedCount: 0 },
		stored: ({ evermuse }) => evermuse.ledger.records.length,
	},
];

/** The request that stores something, with the key that allows it. */
export function storing(
	sandbox: Sandbox,
	{ name, path, body }: StoringService,
	changes: Partial<RawRequest> = {},
): RawRequest {
	const headers = { 'x-api-key': sandbox[name].apiKey, ...changes.headers };
	return { path, body, ...changes, headers };
}
