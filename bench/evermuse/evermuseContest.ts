import type { IDataObject } from 'n8n-workflow';
import type { Contest } from '../Contest';
import { contenders } from './contenders';
import { REJECT_TAG, schedule } from './schedule';

const idOf = ({ _vendor_ids }: IDataObject): string =>
	String((_vendor_ids as IDataObject).message_id);

export const evermuseContest: Contest = {
	service: 'Evermuse',
	things: 'records',
	remarks: [
		'A schedule is a fault for each of the first requests, and none after them: 429, 500 or 503, a reset, an answer that is cut off, a 202 with another body than the promised one, 409. All but 429 and 409 come with the request stored and without.',
		'Lost: good records that Evermuse does not have in the end. Doubled: records that it has twice; a record that comes again is recognised by its type, IDs and time, so there are none. Requests: to find out which records were rejected when an answer names only 20 of them, Evermuse Ingest sends parts of a batch again.',
		"No time is in it: the rate limit is off, HTTP Request does not wait between its tries, and it gives up an answer that breaks off after 3 seconds instead of n8n's 5 minutes.",
	],
	schedule,
	contenders,
	faultsOf: ({ evermuse }) => evermuse.faults,
	only: 'POST /api/v1/ingest',
	idOf,
	isGood: ({ _tags }) => !(_tags as string[]).includes(REJECT_TAG),
	truthOf: ({ evermuse: { ledger } }) => {
		const ids = ledger.records.map(({ record }) => idOf(record as IDataObject));
		const stored = new Set(ids);
		return { stored, doubled: ids.length - stored.size, requests: ledger.requests.length };
	},
};
