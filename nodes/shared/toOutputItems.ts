import { omit, partition, pick } from 'lodash';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { FailedItem, ItemResult, Origin } from './logic/itemResult';
import { byOrigin, headline, isFailed } from './logic/itemResult';

const NOT_DETAILS = ['message', 'description', 'cause'] as const;

/** What is told of where a failure is, beside the item that it is paired with. */
const PLACE = ['fileName', 'line', 'recordIndex', 'count'] as const;

/**
 * Fates to n8n items, each paired with its input: successes in input order, then failures in input
 * order. n8n's Retry On Fail runs the whole node again when the *first* item of the output failed,
 * so a failure leads only when nothing succeeded.
 */
export function toOutputItems(
	context: Pick<IExecuteFunctions, 'getNode'>,
	results: readonly ItemResult[],
): INodeExecutionData[] {
	const [failed, succeeded] = partition([...results].sort(byOrigin), isFailed);
	const hasErrorOutput = context.getNode().onError === 'continueErrorOutput';
	return [
		...succeeded.map((result) => toItem(result, result.json as IDataObject)),
		...failed.map((result) => {
			const item = toItem(result, toErrorJson(result));
			return hasErrorOutput ? markAsFailed(item) : item;
		}),
	];
}

const toItem = ({ itemIndex }: Origin, json: IDataObject): INodeExecutionData => ({
	json,
	pairedItem: { item: itemIndex },
});

/**
 * The one shape that n8n 2.41 routes to the error output, merged with the input item: no key may
 * stand beside `error`, `message` and `details`.
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

/**
 * Before n8n 2.41, `details` keeps an item from the error output, unless the item itself has an
 * `error`. Such an `error` then replaces the item's JSON, in all versions but the oldest. Not being
 * enumerable, it is there when n8n looks, and gone from the copy that n8n makes.
 */
const markAsFailed = (item: INodeExecutionData): INodeExecutionData =>
	Object.defineProperty(item, 'error', {
		value: { message: item.json.error },
		enumerable: false,
		writable: true,
	});
