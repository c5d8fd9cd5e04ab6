import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { brakeOf } from '../shared/brakeOf';
import { exchangeWith } from '../shared/request';
import { stopAtFailure } from '../shared/stopAtFailure';
import { toOutputItems } from '../shared/toOutputItems';
import { VAMBE } from './advice';
import { eventForm } from './descriptions/eventForm';
import { memoryOf, runOf, sharedNow, timingOf } from './vambeMemory';
import { searchChannels } from './listSearch/searchChannels';
import { searchContacts } from './listSearch/searchContacts';
import { deliverEvents } from './logic/deliverEvents';
import { addEarlierTries, earlierResults, isUnsure, toLedger } from './logic/sentLedger';
import { keepPause } from './logic/keptPause';
import { sayHowManyWereAccepted } from './logic/sayHowManyWereAccepted';
import { readEventOptions } from './parameters/readEventOptions';
import { readEvents } from './parameters/readEvents';
import { sendEvent } from './transport/sendEvent';

export class VambeEvent implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Vambe Event',
		name: 'vambeEvent',
		icon: { light: 'file:vambe.svg', dark: 'file:vambe.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ "Send event: " + $parameter["event"] }}',
		description: 'Sends events of your contacts to Vambe, e.g. a purchase or an abandoned cart',
		defaults: { name: 'Vambe Event' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vambeApi', required: true }],
		properties: eventForm,
	};

	methods = { listSearch: { searchChannels, searchContacts } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getInputData().length === 0) return [[]];

		const { plan, maxPerHour, resendUncertain, timeoutMs, unreadable } = readEventOptions(this);
		const brake = brakeOf(this, VAMBE);
		const memory = memoryOf(this);
		const run = runOf(this);

		// n8n may have run the node for the same items before. What that settled is not sent again.
		const earlier = earlierResults(memory.sentLedger, run);
		const settled = earlier.filter(({ ok }) => ok || !resendUncertain);
		// All others are read and checked first: by n8n's default, nothing is sent while one is invalid.
		const { events, invalid } = await readEvents(this, Date.now(), settled, unreadable);
		brake.watch(invalid);

		const send = sendEvent(exchangeWith(this, 'vambeApi', timeoutMs));
		const timing = timingOf(this, memory, maxPerHour);
		const sent = await deliverEvents(events, send, plan, brake, timing);
		const tried = addEarlierTries([...invalid, ...sent], earlier);
		const results = sayHowManyWereAccepted([...settled, ...tried]);

		memory.pause = keepPause(timing.pause, sharedNow());
		memory.sentLedger = toLedger(results, run);
		// Where no ledger can tell that it is tried again, what is unclear is an answer, not an error.
		if (run !== undefined || !results.some(isUnsure)) stopAtFailure(this, results);
		return [toOutputItems(this, results)];
	}
}
