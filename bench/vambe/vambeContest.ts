import type { IDataObject } from 'n8n-workflow';
import type { Contest } from '../Contest';
import { contenders } from './contenders';
import { schedule, UNKNOWN_CHANNEL } from './schedule';

const idOf = ({ properties }: IDataObject): string => String((properties as IDataObject).orderId);

export const vambeContest: Contest = {
	service: 'Vambe',
	things: 'events',
	remarks: [
		'A schedule is a fault for each of the first requests, and none after them: 429 and 503 that say when to come back, 500 or 503 that do not, a reset, an answer that is cut off, a 202 with another body than the promised one, a 202 whose body says no. A 500, a 503 that does not say when, and whatever breaks or spoils an answer come with the event stored and without.',
		'Lost: good events that Vambe does not have in the end. Doubled: events that it has once more than it should, because it does not recognise a repeat. So Vambe Event does not repeat what Vambe may have: it says "unsure", and leaves the decision to the user.',
		"No time is in it: the rate limit is off, HTTP Request does not wait between its tries, and it gives up an answer that breaks off after 3 seconds instead of n8n's 5 minutes.",
	],
	schedule,
	contenders,
	faultsOf: ({ vambe }) => vambe.faults,
	only: 'POST /api/v1/events',
	idOf,
	isGood: ({ channel }) => (channel as IDataObject).channelPhone !== UNKNOWN_CHANNEL,
	truthOf: ({ vambe: { ledger } }) => {
		const ids = ledger.events.map(({ body }) => idOf(body as IDataObject));
		const stored = new Set(ids);
		return { stored, doubled: ids.length - stored.size, requests: ledger.requests.length };
	},
};
