import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import { VambeApi } from '../../credentials/VambeApi.credentials';
import { VambeEvent } from '../../nodes/Vambe/VambeEvent.node';
import { useSandbox } from '../sandbox/useSandbox';
import type { Act } from '../support/misbehave';
import { answer, cutOff, hang, misbehave, reset } from '../support/misbehave';
import { runListSearch } from '../support/runListSearch';
import type { NodeSetup } from '../support/runNode';
import { runNode } from '../support/runNode';
import { PUBLISHED_EVENTS } from '../Vambe/publishedEvents';

const CONTACT_ID = '9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e';
const ACCEPTED = { id: 'df980fc8-b6db-4820-bf22-2969482d106d' };

const locator = (mode: string, value: NodeParameterValueType) => ({ __rl: true, mode, value });

/** Fields as the editor keeps them in an assignment collection. */
const assignments = (
	...fields: Array<[name: string, type: string, value: NodeParameterValueType]>
) => ({
	assignments: fields.map(([name, type, value], index) => ({
		id: String(index),
		name,
		type,
		value,
	})),
});

/** A form that Vambe takes, with what a test fills in otherwise. */
const form = (overrides: INodeParameters = {}): INodeParameters => ({
	event: 'purchase',
	contact: locator('phone', '+56911112222'),
	channel: locator('phone', '+56999999999'),
	...overrides,
});

/** Its clock stands still, so that time never lifts its hourly limit. */
const sandboxOf = useSandbox({ eventsPerHour: 50 });
const ledger = () => sandboxOf.sandbox().vambe.ledger;
const bodies = () => ledger().requests.map(({ body }) => body);

const credentialFor = (baseUrl: string, apiKey = 'vambe-sandbox-key') => [
	{ type: new VambeApi(), data: { apiKey, baseUrl } },
];

const run = (setup: NodeSetup = {}) =>
	runNode(new VambeEvent(), {
		credentials: credentialFor(sandboxOf.sandbox().vambe.baseUrl),
		...setup,
		parameters: form(setup.parameters),
	});

/** Runs against a server that does the given, and says what was asked of it. */
async function runAgainst(acts: Act[], setup: NodeSetup = {}) {
	const { url, requests } = await misbehave(...acts);
	const ran = await run({
		credentials: credentialFor(url),
		onError: 'continueErrorOutput',
		...setup,
	});
	return { ...ran, requests };
}

const jsonOf = (items: Array<{ json: unknown }>) => items.map(({ json }) => json);

const detailsOf = (items: Array<{ json: { details?: unknown } }>) =>
	items.map(({ json }) => json.details);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('Vambe Event on the wire', () => {
	test('sends the published example by phone, word for word', async () => {
		sandboxOf.clock.time = Date.parse('2026-05-01T00:00:00Z');
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
		expect(ledger().events.map(({ body }) => body)).toEqual([PUBLISHED_EVENTS.purchase]);
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
		expect(ledger().events.map(({ body }) => body)).toEqual([PUBLISHED_EVENTS.byIds]);
	});

	test('sends one request an item, in input order, each with the key and as JSON', async () => {
		await run({
			parameters: { event: '={{ $json.name }}', options: { concurrency: 1 } },
			items: [{ name: 'first' }, { name: 'second' }, { name: 'third' }],
		});
		expect(ledger().events.map(({ body }) => body)).toMatchObject([
			{ event: 'first' },
			{ event: 'second' },
			{ event: 'third' },
		]);
		expect(ledger().requests).toEqual(
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

	test('takes phones and IDs as numbers, and properties by drag and drop in their types', async () => {
		await run({
			parameters: {
				contact: locator('phone', '={{ $json.phone }}'),
				channel: locator('id', '={{ $json.channel }}'),
				properties: assignments(
					['total', 'number', '={{ $json.total }}'],
					['paid', 'boolean', '={{ $json.paid }}'],
					['cart', 'object', '={{ $json.cart }}'],
					['missing', 'string', '={{ $json.nothing }}'],
					['at', 'string', '={{ $json.date.toDateTime() }}'],
				),
			},
			items: [
				{
					phone: 56911112222,
					channel: 42,
					total: '49990',
					paid: 'true',
					cart: { lines: ['A-1', 'B-2'] },
					date: '2026-01-02T03:04:05.000Z',
				},
			],
		});
		expect(bodies()).toEqual([
			{
				event: 'purchase',
				properties: {
					total: 49990,
					paid: true,
					'cart.lines.0': 'A-1',
					'cart.lines.1': 'B-2',
					at: '2026-01-02T03:04:05.000Z',
				},
				contact: { phone: '56911112222' },
				channel: { channelId: '42' },
			},
		]);
	});

	test.each<[what: string, parameters: INodeParameters, properties: object]>([
		['JSON text', { propertiesMode: 'json', propertiesJson: '{ "total": 1.5 }' }, { total: 1.5 }],
		[
			'JSON text with an expression in it',
			{ propertiesMode: 'json', propertiesJson: '={ "order": "{{ $json.order }}" }' },
			{ order: 'ORD-1' },
		],
		[
			'an expression that gives an object',
			{ propertiesMode: 'json', propertiesJson: '={{ $json.cart }}' },
			{ total: 7, 'items.0': 'A-1' },
		],
		['an empty JSON field', { propertiesMode: 'json', propertiesJson: '' }, {}],
		[
			'the input item',
			{ propertiesMode: 'input' },
			{ order: 'ORD-1', 'cart.total': 7, 'cart.items.0': 'A-1' },
		],
		[
			'the input item, nested values as JSON text',
			{ propertiesMode: 'input', options: { nestedValues: 'json' } },
			{ order: 'ORD-1', cart: '{"total":7,"items":["A-1"]}' },
		],
	])('takes the properties from %s', async (_what, parameters, properties) => {
		await run({ parameters, items: [{ order: 'ORD-1', cart: { total: 7, items: ['A-1'] } }] });
		expect(bodies()).toMatchObject([{ properties }]);
		expect(Object.keys((bodies()[0] as { properties: object }).properties)).toEqual(
			Object.keys(properties),
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

	test('cuts long texts on request', async () => {
		await run({
			parameters: { propertiesMode: 'input', options: { longText: 'truncate' } },
			items: [{ note: '😀'.repeat(1_100) }],
		});
		expect(bodies()).toMatchObject([{ properties: { note: '😀'.repeat(1_024) } }]);
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
			ledger()
				.events.map(({ id }) => id)
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
		expect(ledger().events).toHaveLength(2);
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
		expect(ledger().requests).toEqual([]);
	});

	test('is nothing for no items, without a request', async () => {
		const { success, error } = await run({ items: [] });
		expect({ success, error }).toEqual({ success: [], error: undefined });
		expect(ledger().requests).toEqual([]);
	});
});

describe('Bad input to Vambe Event', () => {
	test.each<[what: string, parameters: INodeParameters, message: string]>([
		[
			'no contact',
			{ contact: locator('phone', '={{ $json.nothing }}') },
			"'Contact' is empty: give a phone number or choose a contact",
		],
		[
			'no channel',
			{ channel: locator('list', '={{ $json.nothing }}') },
			"'Channel' is empty: choose a channel or give its phone number",
		],
		[
			'a phone that is too short',
			{ contact: locator('phone', '+569') },
			"'Contact' has fewer than 5 characters: give 5 to 32",
		],
		[
			'an ID that is no UUID',
			{ contact: locator('id', '42') },
			"'Contact' is not a UUID such as 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e",
		],
		[
			'an event name over 100 characters',
			{ event: 'x'.repeat(101) },
			"'Event Name' has more than 100 characters: shorten it",
		],
		[
			'a time in the future',
			{ occurredAt: '2999-01-01T00:00:00Z' },
			"'Occurred At' is in the future (2999-01-01T00:00:00Z): give the time it happened",
		],
		[
			'nested properties, when they are to be refused',
			{
				propertiesMode: 'json',
				propertiesJson: '{ "cart": { "total": 1 } }',
				options: { nestedValues: 'refuse' },
			},
			"'cart' in 'Properties' is an object: set 'Nested Values' in the options to Flatten or JSON Text",
		],
		[
			'a property that is too long',
			{ properties: assignments(['note', 'string', 'x'.repeat(1_025)]) },
			"'note' in 'Properties' has more than 1,024 characters: shorten it, or set 'Long Text' in the options to Truncate",
		],
		[
			'a property that is not of its type',
			{ properties: assignments(['total', 'number', '12,50']) },
			"'total' in 'Properties' is not a number",
		],
		[
			'JSON that is a list',
			{ propertiesMode: 'json', propertiesJson: '[1, 2]' },
			`'Properties' is not a JSON object such as { "orderId": "ORD-123" }`,
		],
		[
			'JSON that is null',
			{ propertiesMode: 'json', propertiesJson: 'null' },
			`'Properties' is not a JSON object such as { "orderId": "ORD-123" }`,
		],
		[
			'an expression that cannot be worked out',
			{ event: "={{ $('Nowhere').item.json.name }}" },
			"A field's expression could not be worked out: Referenced node doesn't exist",
		],
	])(
		'with %s names the field and the fix, and nothing is sent',
		async (_what, parameters, message) => {
			const { errors, success } = await run({ parameters, onError: 'continueErrorOutput' });
			expect(success).toEqual([]);
			expect(errors[0].json.error).toBe(`${message} [item 0]`);
			expect(errors[0].json.details).toMatchObject({ outcome: 'rejected', code: 'INVALID_EVENT' });
			expect(ledger().requests).toEqual([]);
		},
	);

	test('with JSON that is not JSON says why', async () => {
		const { errors } = await run({
			parameters: { propertiesMode: 'json', propertiesJson: '{ "total": }' },
			onError: 'continueErrorOutput',
		});
		expect(errors[0].json.error).toMatch(/^'Properties' is not valid JSON: Unexpected token/);
		expect(ledger().requests).toEqual([]);
	});

	test('with several faults names all of them', async () => {
		const { errors } = await run({
			parameters: { contact: locator('id', '42'), channel: locator('phone', '12') },
			onError: 'continueErrorOutput',
		});
		expect(errors[0].json.message).toMatch(
			/^'Contact' is not a UUID .* Also: 'Channel' has fewer than 5 characters: give 5 to 32\.$/,
		);
		expect(detailsOf(errors)).toMatchObject([
			{ issues: [{ path: 'contact.aiContactId' }, { path: 'channel.channelPhone' }] },
		]);
	});

	test('with a channel that Vambe does not know says so in the words of Vambe', async () => {
		const { errors } = await run({
			parameters: { channel: locator('id', 'nobody') },
			onError: 'continueErrorOutput',
		});
		expect(errors[0].json.error).toBe(
			'Vambe refused it: channelId / channelPhone matches no channel of this client [item 0]',
		);
		expect(detailsOf(errors)).toEqual([
			{ outcome: 'rejected', code: 'REJECTED', status: 400, attempts: 1 },
		]);
	});
});

describe('Vambe Event and a service that says no', () => {
	const three = [{ n: 1 }, { n: 2 }, { n: 3 }];
	const oneByOne = { parameters: { options: { concurrency: 1 } }, items: three };

	test('sends nothing more with a key that is not known', async () => {
		const { errors } = await run({
			...oneByOne,
			credentials: credentialFor(sandboxOf.sandbox().vambe.baseUrl, 'another-key'),
			onError: 'continueErrorOutput',
		});
		expect(detailsOf(errors)).toEqual([
			{ outcome: 'notSent', code: 'UNAUTHORIZED', status: 401, attempts: 1 },
			{ outcome: 'notSent', code: 'NOT_SENT' },
			{ outcome: 'notSent', code: 'NOT_SENT' },
		]);
		expect(ledger().requests).toHaveLength(1);
		expect(JSON.stringify(errors)).not.toContain('another-key');
	});

	test('stops at the first refusal by default, and says what became of the others', async () => {
		const { error } = await run({
			...oneByOne,
			parameters: {
				...oneByOne.parameters,
				channel: locator('id', "={{ $json.n === 2 ? 'nobody' : 42 }}"),
			},
		});
		expect(error).toMatchObject({
			message: expect.stringMatching(/^Vambe refused it: .* \[item 1\]$/),
			description: expect.stringMatching(/Of 3: 1 accepted, 1 rejected, 1 not sent\.$/),
			httpCode: '400',
		});
		expect(ledger().requests).toHaveLength(2);
	});

	test('gives up the rest at the hourly limit, without a request each', async () => {
		const { success, errors } = await run({
			parameters: { options: { concurrency: 1, maxWaitSeconds: 0 } },
			items: Array.from({ length: 60 }, (_, n) => ({ n })),
			onError: 'continueErrorOutput',
		});
		expect(success).toHaveLength(50);
		expect(errors.map(({ pairedItem }) => pairedItem)).toEqual(
			Array.from({ length: 10 }, (_, index) => ({ item: 50 + index })),
		);
		expect(detailsOf(errors)).toEqual(
			errors.map(() => expect.objectContaining({ outcome: 'notSent', code: 'RATE_LIMITED' })),
		);
		expect(errors[9].json.error).toMatch(/; 50 of 60 events were accepted \[item 59\]$/);
		expect(ledger().requests).toHaveLength(51);
	});

	test('gives up the rest when the wait that is asked for is too long', async () => {
		const { errors, requests } = await runAgainst(
			[answer(202, ACCEPTED), answer(429, {}, { 'Retry-After': '90' })],
			oneByOne,
		);
		expect(detailsOf(errors)).toEqual([
			{ outcome: 'notSent', code: 'RATE_LIMITED', status: 429, retryAfterSeconds: 90, attempts: 1 },
			{ outcome: 'notSent', code: 'RATE_LIMITED', retryAfterSeconds: 90 },
		]);
		expect(requests).toHaveLength(2);
	});

	test('keeps its own limit, and says when to go on', async () => {
		const { success, errors } = await run({
			parameters: { options: { maxPerHour: 2 } },
			items: three,
			onError: 'continueErrorOutput',
		});
		expect(success).toHaveLength(2);
		expect(detailsOf(errors)).toEqual([
			{ outcome: 'notSent', code: 'RATE_LIMITED', retryAfterSeconds: 3_600 },
		]);
		expect(errors[0].json.error).toMatch(/^'Max per Hour' is reached: 2 requests in the last hour/);
		expect(ledger().requests).toHaveLength(2);
	});

	test('gives everything up when nobody is there', async () => {
		const { errors } = await run({
			...oneByOne,
			parameters: { options: { concurrency: 1, maxRetries: 0 } },
			credentials: credentialFor('http://127.0.0.1:9'),
			onError: 'continueErrorOutput',
		});
		expect(detailsOf(errors)).toEqual([
			{ outcome: 'notSent', code: 'UNREACHABLE', attempts: 1 },
			{ outcome: 'notSent', code: 'UNREACHABLE' },
			{ outcome: 'notSent', code: 'UNREACHABLE' },
		]);
	});
});

describe('Vambe Event and an outcome that is unclear', () => {
	beforeEach(() => {
		// Chance draws no wait, so that no test has one.
		jest.spyOn(Math, 'random').mockReturnValue(0);
	});
	afterEach(() => jest.restoreAllMocks());

	test.each<[what: string, act: Act, status: number | undefined]>([
		['a connection that is reset', reset, undefined],
		['an answer that is cut off', cutOff, undefined],
		['a web page', answer(200, '<html>Welcome</html>'), 200],
		['an acceptance without ID', answer(202, {}), 202],
		['a fault of Vambe', answer(500, { message: 'Internal server error' }), 500],
		['a conflict', answer(409, {}), 409],
	])('sends once with %s, and says so', async (_what, act, status) => {
		const { errors, requests } = await runAgainst([act]);
		expect(requests).toHaveLength(1);
		expect(detailsOf(errors)).toEqual([
			{ outcome: 'unsure', code: 'UNKNOWN_OUTCOME', attempts: 1, ...(status && { status }) },
		]);
		expect(errors[0].json.error).toMatch(
			/; the event may or may not have been recorded \[item 0\]$/,
		);
		expect(errors[0].json.message).toMatch(/Look in Vambe whether it arrived/);
	});

	test('goes on with the other events', async () => {
		const { success, errors, requests } = await runAgainst([reset, answer(202, ACCEPTED)], {
			parameters: { options: { concurrency: 1 } },
			items: [{}, {}, {}],
		});
		expect(success.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
		expect(errors).toHaveLength(1);
		expect(requests).toHaveLength(3);
	});

	test('sends again when the user allows it', async () => {
		const { success, requests } = await runAgainst([reset, answer(202, ACCEPTED)], {
			parameters: { options: { resendUncertain: true } },
		});
		expect(jsonOf(success)).toEqual([{ ...ACCEPTED, event: 'purchase' }]);
		expect(requests).toHaveLength(2);
		expect(requests[1].body).toEqual(requests[0].body);
	});

	test('sends again after a 429, which took nothing', async () => {
		const { success, requests } = await runAgainst([answer(429, {}), answer(202, ACCEPTED)]);
		expect(success).toHaveLength(1);
		expect(requests).toHaveLength(2);
	});

	test('sends an event no more often than the option says', async () => {
		const { errors, requests } = await runAgainst([answer(429, {})], {
			parameters: { options: { maxRetries: 1 } },
		});
		expect(detailsOf(errors)).toMatchObject([{ code: 'RATE_LIMITED', attempts: 2 }]);
		expect(requests).toHaveLength(2);
	});

	test('takes a refusal in an answer with a good status as a refusal', async () => {
		const { errors } = await runAgainst([
			answer(202, { success: false, message: 'Channel is off' }),
		]);
		expect(errors[0].json.error).toBe('Vambe refused it: Channel is off [item 0]');
		expect(detailsOf(errors)).toMatchObject([{ outcome: 'rejected', code: 'REJECTED' }]);
	});

	test('begins nothing more when the user presses Stop', async () => {
		const stop = new AbortController();
		const stopThenHang: Act = (...given) => {
			stop.abort();
			return hang(...given);
		};
		const { requests } = await runAgainst([stopThenHang], {
			parameters: { options: { concurrency: 1 } },
			items: [{}, {}, {}],
			stop: stop.signal,
		});
		expect(requests).toHaveLength(1);
	});
});

describe('The lists of Vambe Event', () => {
	const list = (methodName: string, filter?: string, paginationToken?: string) =>
		runListSearch(new VambeEvent(), methodName, {
			credentials: credentialFor(sandboxOf.sandbox().vambe.baseUrl),
			filter,
			paginationToken,
		});

	test('show the channels of every kind, with name, phone and kind', async () => {
		expect((await list('searchChannels')).results).toEqual([
			{ name: 'WhatsApp Ventas +56999999999 (WhatsApp)', value: '42' },
			{ name: 'WhatsApp Bodega +56988887777 (WhatsApp Web)', value: 'qr-bodega' },
			{ name: 'WhatsApp México +525588887777 (WhatsApp Web)', value: 'qr-mexico' },
			{ name: 'Playground (Playground)', value: '7' },
		]);
	});

	test('find a channel by a part of its name or phone', async () => {
		expect((await list('searchChannels', 'méxico')).results.map(({ value }) => value)).toEqual([
			'qr-mexico',
		]);
		expect((await list('searchChannels', '5698888')).results.map(({ value }) => value)).toEqual([
			'qr-bodega',
		]);
	});

	test.each([
		['a phone', '11112222', { phone: '11112222' }],
		['a phone with spaces around it', ' +56 9 1111 ', { phone: '+56 9 1111' }],
		['an email', 'jane@', { email: 'jane@' }],
		['letters, which only an email has', 'jane', { email: 'jane' }],
		['letters with a sign', 'josé', { email: 'josé' }],
	])('look for a contact by %s', async (_what, filter, query) => {
		await list('searchContacts', filter);
		expect(ledger().requests).toMatchObject([{ path: '/api/public/contacts/search', query }]);
	});

	test('show a contact with what tells it from others', async () => {
		expect((await list('searchContacts', 'jane@example.com')).results).toEqual([
			{ name: 'Jane Doe (+56911112222, whatsapp)', value: CONTACT_ID },
		]);
	});

	test('show the contacts with the newest messages before anything is typed', async () => {
		const { results, paginationToken } = await list('searchContacts');
		expect(ledger().requests.map(({ path, query }) => [path, query])).toEqual([
			['/api/public/contacts', { days: '30', limit: '50', offset: '0' }],
		]);
		expect(results.length).toBeGreaterThan(20);
		// The account has no more than that, so there is nothing to scroll on to.
		expect(paginationToken).toBeUndefined();
	});

	test('go on page by page when the user scrolls', async () => {
		const people = Array.from({ length: 53 }, (_, index) => ({ id: `id ${index}`, name: 'Jane' }));
		const { url, requests } = await misbehave(
			answer(200, people.slice(0, 50)),
			answer(200, people.slice(50)),
		);
		const scroll = (paginationToken?: string) =>
			runListSearch(new VambeEvent(), 'searchContacts', {
				credentials: credentialFor(url),
				paginationToken,
			});
		const first = await scroll();
		const second = await scroll(first.paginationToken);
		expect(requests.map(({ path }) => path)).toEqual([
			'/api/public/contacts?days=30&limit=50&offset=0',
			'/api/public/contacts?days=30&limit=50&offset=50',
		]);
		expect([...first.results, ...second.results].map(({ value }) => value)).toEqual(
			people.map(({ id }) => id),
		);
		expect(second.paginationToken).toBeUndefined();
	});

	test.each(['searchChannels', 'searchContacts'])(
		'say what is wrong where they cannot be shown (%s)',
		async (methodName) => {
			const bad = runListSearch(new VambeEvent(), methodName, {
				credentials: credentialFor(sandboxOf.sandbox().vambe.baseUrl, 'another-key'),
			});
			await expect(bad).rejects.toMatchObject({
				message: 'Vambe does not know this API key: Invalid API key',
				description: expect.stringMatching(/^Check the API key and the base URL/),
			});
		},
	);

	test('do not take a web page for an account without channels', async () => {
		const { url } = await misbehave(answer(404, '<html>Not here</html>'));
		const bad = runListSearch(new VambeEvent(), 'searchChannels', {
			credentials: credentialFor(url),
		});
		await expect(bad).rejects.toMatchObject({ message: 'Vambe refused it (HTTP 404)' });
	});

	test('are empty for an account without channels', async () => {
		const { url } = await misbehave(answer(404, { message: 'No channel' }));
		const none = runListSearch(new VambeEvent(), 'searchChannels', {
			credentials: credentialFor(url),
		});
		expect(await none).toEqual({ results: [] });
	});
});
