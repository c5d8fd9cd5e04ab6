import type { IExecuteFunctions } from 'n8n-workflow';
import { patientReader } from '../../shared/patientReader';
import { getContact, listContacts, listMessages, searchContacts } from './contacts';

export type ContactRequests = ReturnType<typeof patientContacts>;

/** The requests that read contacts, each sent again where a short gap is all that is wrong. */
export function patientContacts(context: IExecuteFunctions) {
	const patiently = patientReader(context, 'vambeApi');
	return {
		get: patiently(getContact),
		list: patiently(listContacts),
		messages: patiently(listMessages),
		search: patiently(searchContacts),
	};
}
