import type { IExecuteFunctions } from 'n8n-workflow';
import type { Json } from '../../shared/logic/itemResult';
import { readNumber } from '../../shared/logic/readNumber';
import type { DeliveryPlan } from '../logic/deliverEvents';

const MAX_CONCURRENCY = 10;
const MAX_TIMEOUT_SECONDS = 3_600;

/** The options that hold for the whole run, and so are read once. */
export function readEventOptions(context: IExecuteFunctions): DeliveryPlan & { timeoutMs: number } {
	const options = context.getNodeParameter('options', 0, {}) as Json;
	const maxRetries = readNumber(options.maxRetries, 3, 0);
	return {
		concurrency: readNumber(options.concurrency, 4, 1, MAX_CONCURRENCY),
		maxPerHour: readNumber(options.maxPerHour, 0, 0),
		retry: {
			maxRetries,
			maxWaitMs: readNumber(options.maxWaitSeconds, 60, 0) * 1_000,
			// Vambe does not recognise a repeat.
			maxRepeatsWhenLost: () => (options.resendUncertain === true ? maxRetries : 0),
		},
		timeoutMs: readNumber(options.timeoutSeconds, 30, 1, MAX_TIMEOUT_SECONDS) * 1_000,
	};
}
