import type { INodeExecutionData } from 'n8n-workflow';
import { someRecords } from '../sandbox/aRecord';
import type { Act } from './misbehave';
import { misbehave, relay } from './misbehave';
import { useEvermuse } from './useEvermuse';

/** A local Evermuse behind a server that need not let everything through. */
export function useFaultyEvermuse() {
	const local = useEvermuse();

	return {
		...local,
		/** The request goes on to the local Evermuse, and its answer comes back. */
		reach: ((response, received) =>
			relay(local.evermuse().baseUrl)(response, received)) satisfies Act,
		/** The local Evermuse takes the request, and then this happens instead of an answer. */
		reachThen:
			(instead: Act): Act =>
			(response, received) =>
				relay(local.evermuse().baseUrl, instead)(response, received),
		/**
		 * Sends so many records, each in a request of its own and one after the other, to a server
		 * that does one of these things with each request, and the last one with all further ones.
		 */
		async sendTo(acts: Act[], count = 1, options = {}) {
			const server = await misbehave(...acts);
			const run = await local.ingest(
				{ recordSource: 'input', options: { batchSize: 1, concurrency: 1, ...options } },
				{ items: someRecords(count), baseUrl: server.url, onError: 'continueRegularOutput' },
			);
			return { ...run, received: server.requests, outcomes: run.success.map(outcomeOf) };
		},
	};
}

/** In a word, what became of which input item: its code, or that it was accepted. */
function outcomeOf({ json, pairedItem }: INodeExecutionData): string {
	const { code } = (json.details ?? {}) as { code?: string };
	return `${String(json.status ?? code)} ${(pairedItem as { item: number }).item}`;
}
