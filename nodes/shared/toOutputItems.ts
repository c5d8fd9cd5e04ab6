import { omit, partition, pick } from 'lodash';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { FailedItem, ItemResult } from './logic/itemResult';
import { byOrigin, headline, isFailed } from './logic/itemResult';

const NOT_DETAILS = ['message', 'description', 'cause'] as const;

/** What is told of where a failure is, beside the item that it is paired with. */
const PLACE = ['fileName', 'line', 'recordIndex', 'count'] as const;

/**
 * Fates to n8n items, each paired with its input: successes in input order, then failures in input
 * order. n8n's Retry On Fail runs the whole node again when the *first* item of the output failed,
 * so a failure leads only when nothing succeeded.
 */
export function toOutputItems(results: readonly ItemResult[]): INodeExecutionData[] {
	const [failed, succeeded] = partition([...results].sort(byOrigin), isFailed);
	return [...succeeded, ...failed].map((result) => ({
		json: result.ok ? (result.json as IDataObject) : toErrorJson(result),
		pairedItem: { item: result.itemIndex },
	}));
}

/**
 * The one shape that n8n routes to the error output, merged with the input item: no key may stand
 * beside `error`, `message` and `details`.
 */
function toErrorJson(failed: FailedItem): IDataObject {
	const error = headline(failed);
	return {
		error,
		message: `${error}. ${failed.failure.description}`,
		details: {
			...omit(failed.failure, NOT_DETAILS),
			...pick(failed, PLACE),
		} as IDataObject,
	};
}
