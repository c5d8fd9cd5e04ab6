import type { IExecuteFunctions } from 'n8n-workflow';
import { brakeOf } from '../../shared/brakeOf';
import type { ItemResult } from '../../shared/logic/itemResult';
import { workThrough } from '../../shared/logic/workThrough';
import { VAMBE } from '../advice';
import { patientContacts } from '../transport/patientContacts';
import type { Operation } from './Operation';
import { settle } from './settle';

/** How many input items are worked on side by side. */
const CONCURRENCY = 4;

/** An operation that reads, for all input items. */
export const forEachItem =
	(operation: Operation) =>
	async (context: IExecuteFunctions): Promise<ItemResult[]> => {
		const items = context.getInputData().map((_item, itemIndex) => ({ itemIndex }));
		const requests = patientContacts(context);
		return await workThrough(items, CONCURRENCY, brakeOf(context, VAMBE), ({ itemIndex }) =>
			settle(itemIndex, () => operation(context, itemIndex, requests)),
		);
	};
