import { attempt, isError } from 'lodash';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Json } from '../../shared/logic/itemResult';
import { readNumber } from '../../shared/logic/readNumber';
import type { DeliveryPlan } from '../logic/deliverEvents';

const MAX_CONCURRENCY = 10;
const MAX_TIMEOUT_SECONDS = 3_600;

export interface EventOptions {
	plan: DeliveryPlan;
	/** 0 for no limit. */
	maxPerHour: number;
	resendUncertain: boolean;
	timeoutMs: number;
	/** Why they cannot be read: an expression cannot be worked out. Then nothing may be sent. */
	unreadable?: Error;
}

/** The options that hold for the whole run, and so are read once. */
export function readEventOptions(context: IExecuteFunctions): EventOptions {
	const read = attempt(() => context.getNodeParameter('options', 0, {}) as Json);
	const options = isError(read) ? {} : read;
	const maxRetries = readNumber(options.maxRetries, 3, 0);
	const resendUncertain = options.resendUncertain === true;
	return {
		plan: {
			concurrency: readNumber(options.concurrency, 4, 1, MAX_CONCURRENCY),
			retry: {
				maxRetries,
				maxWaitMs: readNumber(options.maxWaitSeconds, 60, 0) * 1_000,
				// Vambe does not recognise a repeat.
				maxRepeatsWhenLost: () => (resendUncertain ? maxRetries : 0),
			},
		},
		maxPerHour: wholeOrOne(readNumber(options.maxPerHour, 0, 0)),
		resendUncertain,
		timeoutMs: readNumber(options.timeoutSeconds, 30, 1, MAX_TIMEOUT_SECONDS) * 1_000,
		unreadable: isError(read) ? read : undefined,
	};
}

/** Whoever allows less than one request an hour does not ask for no limit, which is 0. */
const wholeOrOne = (perHour: number): number => Math.max(Math.floor(perHour), Math.sign(perHour));
