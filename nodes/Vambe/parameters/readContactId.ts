import type { IExecuteFunctions } from 'n8n-workflow';
import type { Failure } from '../../shared/logic/reply';
import { invalidField } from '../logic/invalidField';
import { readUuid } from '../logic/readUuid';

/** The ID of the contact that the form of one input item names. */
export function readContactId(
	context: IExecuteFunctions,
	itemIndex: number,
): { contactId: string } | { failure: Failure } {
	const { value } = context.getNodeParameter('contact', itemIndex) as { value?: unknown };
	const read = readUuid(value);
	if ('reason' in read) return { failure: invalidField('Contact', read.reason) };
	return read.value === undefined
		? { failure: invalidField('Contact', 'is empty') }
		: { contactId: read.value };
}
