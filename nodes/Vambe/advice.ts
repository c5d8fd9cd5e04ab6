import { adviceForAnyService } from '../shared/logic/adviceForAnyService';
import type { CommonCode, Service } from '../shared/logic/readReply';

export type VambeCode = CommonCode | 'INVALID_EVENT' | 'NOT_FOUND' | 'UNKNOWN_OUTCOME';

/** Vambe, with what a person can do about each code of failure. */
export const VAMBE: Service<VambeCode> = {
	name: 'Vambe',
	advice: {
		...adviceForAnyService('Vambe'),
		INVALID_EVENT: {
			description: 'Nothing was sent for this item. Correct the field and run the node again.',
		},
		NOT_FOUND: {
			description:
				'Choose the contact from the list, or use an ID of the account that the API key belongs to.',
		},
		REJECTED: {
			description:
				'Vambe read it and said no, so it will say no again. Correct what it names and run the node again. A channel is best chosen from the list.',
		},
		UNCONFIRMED: { description: 'Run the node again: reading changes nothing in Vambe.' },
		UNEXPECTED_ANSWER: {
			description:
				'Something between n8n and Vambe may have answered, such as a proxy or a wrong base URL in the credential.',
		},
		UNKNOWN_OUTCOME: {
			description:
				"Look the contact up in Vambe, and send the event again only if it is not there: Vambe does not recognise a repeat. Where a second event does no harm, 'Resend Uncertain' in the options sends it again by itself.",
		},
	},
};
