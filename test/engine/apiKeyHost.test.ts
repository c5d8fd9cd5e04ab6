import { EvermuseApi } from '../../credentials/EvermuseApi.credentials';
import { VambeApi } from '../../credentials/VambeApi.credentials';
import { EvermuseIngest } from '../../nodes/Evermuse/EvermuseIngest.node';
import { VambeEvent } from '../../nodes/Vambe/VambeEvent.node';
import { someRecords } from '../sandbox/aRecord';
import { answer, misbehave } from '../support/misbehave';
import { runNode } from '../support/runNode';
import { ACCEPTED, anEventForm } from '../support/useVambeEvent';

/** Three items of each service, each in a request of its own, one after the other. */
const SENDERS = [
	{
		service: 'Vambe',
		node: new VambeEvent(),
		type: new VambeApi(),
		parameters: anEventForm({ options: { concurrency: 1 } }),
		items: [{ at: 0 }, { at: 1 }, { at: 2 }],
		yes: answer(202, ACCEPTED),
	},
	{
		service: 'Evermuse',
		node: new EvermuseIngest(),
		type: new EvermuseApi(),
		parameters: { recordSource: 'input', options: { batchSize: 1, concurrency: 1 } },
		items: someRecords(3).map((record, at) => ({ ...record, data: { at } })),
		yes: answer(202, {
			batchId: 'b1',
			status: 'LANDING',
			acceptedCount: 1,
			rejectedCount: 0,
			totalErrorCount: 0,
		}),
	},
];

describe.each(SENDERS)('A key of $service', ({ node, type, parameters, items, yes }) => {
	it('does not go to the old address when key and address are changed while a run goes on', async () => {
		const data = { apiKey: 'the-old-key', baseUrl: '' };
		const stranger = await misbehave(yes);
		const old = await misbehave((response, received) => {
			Object.assign(data, { apiKey: 'the-new-key', baseUrl: stranger.url });
			return yes(response, received);
		});
		data.baseUrl = old.url;

		const { success } = await runNode(node, {
			parameters,
			items,
			credentials: [{ type, data }],
			onError: 'continueRegularOutput',
		});

		expect(old.requests.map(({ headers }) => headers['x-api-key'])).toEqual(['the-old-key']);
		expect(stranger.requests).toEqual([]);
		expect(success.map(({ json }) => json.details ?? 'accepted')).toEqual([
			'accepted',
			expect.objectContaining({ code: 'UNREACHABLE', outcome: 'notSent' }),
			expect.objectContaining({ outcome: 'notSent' }),
		]);
		expect(success[1].json.error).toContain(`The API key goes to ${stranger.url} only`);
	});

	it('is one key to one address in a run, those of the first item, when expressions give them', async () => {
		const [first, second] = [await misbehave(yes), await misbehave(yes)];
		const at = node instanceof VambeEvent ? '$json.at' : '$json.data.at';
		const baseUrl = `={{ ${at} === 0 ? "${first.url}" : "${second.url}" }}`;

		await runNode(node, {
			parameters,
			items,
			credentials: [{ type, data: { apiKey: `={{ "key-" + ${at} }}`, baseUrl } }],
		});

		expect(first.requests.map(({ headers }) => headers['x-api-key'])).toEqual(
			Array(3).fill('key-0'),
		);
		expect(second.requests).toEqual([]);
	});

	it('does not go anywhere when the expression of its address gives no safe one', async () => {
		const { success } = await runNode(node, {
			parameters,
			items,
			credentials: [{ type, data: { apiKey: 'a-secret-key', baseUrl: '={{ $json.nothing }}' } }],
			onError: 'continueRegularOutput',
		});

		expect(success.map(({ json }) => json.details)).toEqual(
			items.map(() => expect.objectContaining({ outcome: 'notSent' })),
		);
		expect(success[0].json.error).toContain("'Base URL' is empty");
	});
});
