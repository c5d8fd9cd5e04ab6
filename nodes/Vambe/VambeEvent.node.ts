import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { exchangeWith } from '../shared/request';
import { stopAtFailure } from '../shared/stopAtFailure';
import { toOutputItems } from '../shared/toOutputItems';
import { monotonicNow, waitingOf } from '../shared/waitingOf';
import { VAMBE } from './advice';
import { brakeOf } from '../shared/brakeOf';
import { eventForm } from './descriptions/eventForm';
import { searchChannels } from './listSearch/searchChannels';
import { searchContacts } from './listSearch/searchContacts';
import { deliverEvents } from './logic/deliverEvents';
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

		const { timeoutMs, ...plan } = readEventOptions(this);
		const brake = brakeOf(this, VAMBE);
		// Every item is read and checked first: by n8n's default, nothing is sent while one is invalid.
		const { events, invalid } = readEvents(this, Date.now());
		brake.watch(invalid);

		const send = sendEvent(exchangeWith(this, 'vambeApi', timeoutMs));
		const sent = await deliverEvents(events, send, plan, brake, {
			...waitingOf(this),
			now: monotonicNow,
		});

		const results = [...invalid, ...sent];
		stopAtFailure(this, results);
		return [toOutputItems(results)];
	}
}
