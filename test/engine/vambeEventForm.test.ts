import type { Act } from '../support/misbehave';
import type { NodeSetup } from '../support/runNode';
import { time } from '../support/simulatedTime';
import { jsonOf, locator } from '../support/useVambeContact';
import { ACCEPTED, assignments, useVambeEvent } from '../support/useVambeEvent';
import { PUBLISHED_EVENTS } from '../Vambe/publishedEvents';

const CONTACT_ID = '9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const { run, runAgainst, requests, bodies, events } = useVambeEvent();

describe('The form of Vambe Event on the wire', () => {
	test('sends the published example by phone, word for word', async () => {
		time.now = Date.parse('2026-05-01T00:00:00Z');
		await run({
			parameters: {
				occurredAt: '2026-04-21T14:30:00.000Z',
				properties: assignments(
					['orderId', 'string', 'ORD-123'],
					['total', 'number', 49990],
					['currency', 'string', 'CLP'],
				),
				additionalFields: { name: 'Jane Doe', email: 'jane@example.com' },
			},
		});
		expect(events().map(({ body }) => body)).toEqual([PUBLISHED_EVENTS.purchase]);
	});

	test('sends the published example by IDs, word for word', async () => {
		await run({
			parameters: {
				event: 'cart_abandoned',
				contact: locator('id', CONTACT_ID),
				channel: locator('id', '42'),
				properties: assignments(['cartId', 'string', 'CART-42']),
			},
		});
		expect(events().map(({ body }) => body)).toEqual([PUBLISHED_EVENTS.byIds]);
	});

	test('sends one request an item, in input order, each with the key and as JSON', async () => {
		await run({
			parameters: { event: '={{ $json.name }}', options: { concurrency: 1 } },
			items: [{ name: 'first' }, { name: 'second' }, { name: 'third' }],
		});
		expect(events().map(({ body }) => body)).toMatchObject([
			{ event: 'first' },
			{ event: 'second' },
			{ event: 'third' },
		]);
		expect(requests()).toEqual(
			Array(3).fill(
				expect.objectContaining({
					method: 'POST',
					path: '/api/v1/events',
					key: 'vambe-sandbox-key',
					headers: expect.objectContaining({ 'content-type': 'application/json' }),
				}),
			),
		);
	});

	test.each([
		[undefined, '2026-01-02T10:30:00.000Z'],
		['America/Santiago', '2026-01-02T13:30:00.000Z'],
		['Asia/Kolkata', '2026-01-02T05:00:00.000Z'],
	])('reads a local time in the time zone %s of the workflow', async (timezone, occurredAt) => {
		await run({ parameters: { occurredAt: '2026-01-02T10:30:00' }, timezone });
		expect(bodies()).toMatchObject([{ occurredAt }]);
	});

	test('takes phones and IDs as numbers, as a spreadsheet gives them', async () => {
		await run({
			parameters: {
				contact: locator('phone', '={{ $json.phone }}'),
				channel: locator('id', '={{ $json.channel }}'),
			},
			items: [{ phone: 56911112222, channel: 42 }],
		});
		expect(bodies()).toMatchObject([
			{ contact: { phone: '56911112222' }, channel: { channelId: '42' } },
		]);
	});

	test('has as many requests under way as the option says, and never more', async () => {
		const waiting: Array<() => void> = [];
		let mostWaiting = 0;
		// An answer only once three wait for one: fewer at once would wait for ever.
		const inThrees: Act = (response) => {
			waiting.push(() => {
				response.writeHead(202, { 'Content-Type': 'application/json' });
				response.end(JSON.stringify(ACCEPTED));
			});
			mostWaiting = Math.max(mostWaiting, waiting.length);
			if (waiting.length === 3) waiting.splice(0).forEach((respond) => respond());
		};
		const { success } = await runAgainst([inThrees], {
			parameters: { options: { concurrency: 3 } },
			items: Array.from({ length: 9 }, (_, index) => ({ index })),
		});
		expect(success).toHaveLength(9);
		expect(mostWaiting).toBe(3);
	});

	test('gives one request as long as the option says', async () => {
		const timeout = jest.spyOn(AbortSignal, 'timeout');
		await run({ parameters: { options: { timeoutSeconds: 7 } } });
		expect(timeout.mock.calls).toEqual([[7_000]]);
		timeout.mockRestore();
	});
});

describe('What comes out of Vambe Event', () => {
	test('is the ID that Vambe gave and the event name, linked to the input', async () => {
		const { success, downstream } = await run({ items: [{ order: 1 }, { order: 2 }] });
		expect(jsonOf(success)).toEqual(
			Array(2).fill({ id: expect.stringMatching(UUID), event: 'purchase' }),
		);
		expect(downstream.success.map(({ start }) => start)).toEqual([{ order: 1 }, { order: 2 }]);
		expect(
			events()
				.map(({ id }) => id)
				.sort(),
		).toEqual(success.map(({ json }) => json.id).sort());
	});

	const mixed: NodeSetup = {
		parameters: { contact: locator('phone', '={{ $json.phone }}') },
		items: [{ phone: '+56911110000' }, { phone: '12' }, { phone: '+56911110002' }],
	};
	const tooShort = "'Contact' has fewer than 5 characters: give 5 to 32 [item 1]";

	test('is on the error output what failed, merged with its input, when the user chose that', async () => {
		const { success, errors, downstream } = await run({ ...mixed, onError: 'continueErrorOutput' });
		expect(success.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(jsonOf(errors)).toEqual([
			{
				phone: '12',
				error: tooShort,
				message: expect.stringMatching(/\. Nothing was sent for this item\./),
				details: {
					outcome: 'rejected',
					code: 'INVALID_EVENT',
					issues: [{ path: 'contact.phone', message: 'has fewer than 5 characters: give 5 to 32' }],
				},
			},
		]);
		expect(downstream.errors.map(({ start }) => start)).toEqual([{ phone: '12' }]);
		expect(events()).toHaveLength(2);
	});

	test('is every item once, failures last, when the user chose to continue', async () => {
		const { success, errors, status } = await run({ ...mixed, onError: 'continueRegularOutput' });
		expect(status).toBe('success');
		expect(errors).toEqual([]);
		expect(success.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 2 },
			{ item: 1 },
		]);
		expect(success[2].json).toMatchObject({ error: tooShort });
	});

	test('is an error by default, and nothing is sent while one item is invalid', async () => {
		const { error, success, status } = await run(mixed);
		expect(status).toBe('error');
		expect(success).toEqual([]);
		expect(error).toMatchObject({
			message: tooShort,
			description: expect.stringMatching(/Of 3: 0 accepted, 1 rejected, 2 not sent\.$/),
			context: { itemIndex: 1 },
		});
		expect(requests()).toEqual([]);
	});

	test('is nothing for no items, without a request', async () => {
		const { success, error } = await run({ items: [] });
		expect({ success, error }).toEqual({ success: [], error: undefined });
		expect(requests()).toEqual([]);
	});
});
