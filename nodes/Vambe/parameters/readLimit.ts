import type { IExecuteFunctions } from 'n8n-workflow';
import type { Failure } from '../../shared/logic/reply';
import { asText } from '../logic/asText';
import { invalidField } from '../logic/invalidField';

/** How many rows one input item wants at most: Infinity for all of them. */
export function readLimit(
	context: IExecuteFunctions,
	itemIndex: number,
): { limit: number } | { failure: Failure } {
	if (context.getNodeParameter('returnAll', itemIndex, false)) return { limit: Infinity };
	const limit = Number(asText(context.getNodeParameter('limit', itemIndex, 50)));
	return limit >= 1 ? { limit } : { failure: invalidField('Limit', 'is not a number from 1') };
}
