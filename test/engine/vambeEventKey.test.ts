import type { INodeParameters } from 'n8n-workflow';
import { reset } from '../support/misbehave';
import { assignments, useVambeEvent } from '../support/useVambeEvent';

const { run, runAgainst, bodies } = useVambeEvent();

const KEY = /^[0-9a-f]{32}$/;

const propertiesSent = () =>
	(bodies() as Array<{ properties: Record<string, unknown> }>).map(({ properties }) => properties);

describe('The option Event Key', () => {
	test('that was not added adds nothing to the event', async () => {
		await run({ parameters: { properties: assignments(['total', 'number', 1]) } });
		expect(propertiesSent()).toEqual([{ total: 1 }]);
	});

	test.each<[what: string, eventKey: unknown, name: string]>([
		['with its default', 'n8n_event_key', 'n8n_event_key'],
		['with another name', ' order_key ', 'order_key'],
		['with no more than true, by expression', '={{ true }}', 'n8n_event_key'],
		['with a number, by expression', '={{ 7 }}', '7'],
	])('adds a property %s', async (_what, eventKey, name) => {
		await run({
			parameters: {
				properties: assignments(['total', 'number', 1]),
				options: { eventKey } as INodeParameters,
			},
		});
		expect(propertiesSent()).toEqual([{ total: 1, [name]: expect.stringMatching(KEY) }]);
	});

	test.each([
		['is left empty', ''],
		['is false, by expression', '={{ false }}'],
		['finds nothing, by expression', '={{ $json.nothing }}'],
	])('that %s adds nothing', async (_what, eventKey) => {
		await run({ parameters: { options: { eventKey } } });
		expect(propertiesSent()).toEqual([{}]);
	});

	test('gives the same key to the same content, in another run and in another order', async () => {
		const parameters = { propertiesMode: 'input', options: { eventKey: 'key' } };
		await run({ parameters, items: [{ order: 1, total: 2 }] });
		await run({ parameters, items: [{ total: 2, order: 1 }] });
		await run({ parameters, items: [{ order: 1, total: 3 }] });
		const [first, second, third] = propertiesSent().map(({ key }) => key);
		expect(second).toBe(first);
		expect(third).not.toBe(first);
	});

	test("leaves alone a property of that name, which is the user's own", async () => {
		await run({
			parameters: {
				properties: assignments(['n8n_event_key', 'string', 'ORD-1']),
				options: { eventKey: 'n8n_event_key' },
			},
		});
		expect(propertiesSent()).toEqual([{ n8n_event_key: 'ORD-1' }]);
	});

	test('is named where an outcome is unclear, with the value that was sent', async () => {
		const { errors, requests } = await runAgainst([reset], {
			parameters: { options: { eventKey: 'n8n_event_key' } },
		});
		const { properties } = JSON.parse(String(requests[0].body)) as {
			properties: Record<string, string>;
		};
		expect(errors[0].json.message).toMatch(
			new RegExp(` The event's n8n_event_key is ${properties.n8n_event_key}\\.$`),
		);
	});
});
