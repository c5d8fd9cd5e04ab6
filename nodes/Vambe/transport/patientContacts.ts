import type { IExecuteFunctions } from 'n8n-workflow';
import type { RetryPolicy } from '../../shared/logic/retry';
import { withRetry } from '../../shared/logic/retry';
import { exchangeWith } from '../../shared/request';
import { waitUnlessCancelled } from '../../shared/waitUnlessCancelled';
import { getContact, listContacts, searchContacts } from './contacts';

const TIMEOUT_MS = 30_000;

const READING: RetryPolicy = { maxRetries: 3, maxWaitMs: 60_000, repeatWhenLost: false };

export type ContactRequests = ReturnType<typeof patientContacts>;

/** Reads of contacts that try again when Vambe is busy or gives no clear answer. */
export function patientContacts(context: IExecuteFunctions) {
	const exchange = exchangeWith(context, 'vambeApi', TIMEOUT_MS);
	const waiting = { wait: waitUnlessCancelled(context), random: Math.random };
	return {
		get: withRetry(getContact(exchange), READING, waiting),
		list: withRetry(listContacts(exchange), READING, waiting),
		search: withRetry(searchContacts(exchange), READING, waiting),
	};
}
