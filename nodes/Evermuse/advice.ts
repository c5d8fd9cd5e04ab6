import { adviceForAnyService } from '../shared/logic/adviceForAnyService';
import type { CommonCode, Service } from '../shared/logic/readReply';

export type EvermuseCode =
	| CommonCode
	| 'BATCH_FAILED'
	| 'INVALID_RECORD'
	| 'RECORD_TOO_LARGE'
	| 'UNREADABLE_FILE';

/** Evermuse, with what a person can do about each code of failure. */
export const EVERMUSE: Service<EvermuseCode> = {
	name: 'Evermuse',
	advice: {
		...adviceForAnyService('Evermuse'),
		BATCH_FAILED: {
			description:
				"Evermuse took the batch, but could not process it. Look at it with Evermuse Batch Status. To submit the same records anew, set a 'Resend Label' in the options: otherwise Evermuse answers as it did before.",
		},
		INVALID_RECORD: {
			description: 'Nothing was sent for this record. Correct the field and run the node again.',
		},
		RECORD_TOO_LARGE: {
			description:
				'One request to Evermuse holds at most 5,000,000 bytes. Shorten the record, or attach large content as a file by its URL.',
		},
		REJECTED: {
			description:
				"Evermuse read it and said no, so it will say no again. Correct what it names; 'Check Before Sending' finds most of this before anything is sent.",
		},
		UNCONFIRMED: {
			description:
				'It may have arrived. Run the node again with the same records: Evermuse recognises what it already has, so nothing is stored twice.',
		},
		UNEXPECTED_ANSWER: {
			description:
				'Something between n8n and Evermuse may have answered, such as a proxy or a wrong base URL in the credential. Running the node again with the same records is safe.',
		},
		UNREADABLE_FILE: {
			description:
				'Nothing behind this place in the file was read or sent. Get the whole file and run the node again: Evermuse recognises the records that it already has.',
		},
	},
};
