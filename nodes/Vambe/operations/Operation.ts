import type { IExecuteFunctions } from 'n8n-workflow';
import type { Json } from '../../shared/logic/itemResult';
import type { Failure } from '../../shared/logic/reply';
import type { ContactRequests } from '../transport/patientContacts';

/** What came of one input item: any number of rows, or a failure, or both if the list is cut. */
export interface Finding {
	found: Json[];
	failure?: Failure;
}

/** One operation of Vambe Contact that reads, for one input item: the form, then Vambe. */
export type Operation = (
	context: IExecuteFunctions,
	itemIndex: number,
	requests: ContactRequests,
) => Promise<Finding>;
