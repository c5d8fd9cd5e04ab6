import type { INodeParameters } from 'n8n-workflow';
import { detailsOf, locator } from '../support/useVambeContact';
import { assignments, useVambeEvent } from '../support/useVambeEvent';

const { run, requests } = useVambeEvent();

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
			expect(requests()).toEqual([]);
		},
	);

	test('whose options cannot be worked out is refused as a whole, whatever the user chose', async () => {
		// The options of the run are those of the first item.
		const maxPerHour = "={{ $json.n === 1 ? $('Nowhere').item.json.limit : 1000 }}";
		const { success, errors } = await run({
			parameters: { options: { maxPerHour } },
			items: [{ n: 1 }, { n: 2 }],
			onError: 'continueErrorOutput',
		});
		expect(success).toEqual([]);
		expect(errors.map(({ json }) => json.error)).toEqual([
			"A field's expression could not be worked out: Referenced node doesn't exist [item 0]",
			"A field's expression could not be worked out: Referenced node doesn't exist [item 1]",
		]);
		expect(requests()).toEqual([]);
	});

	test('with JSON that is not JSON says why', async () => {
		const { errors } = await run({
			parameters: { propertiesMode: 'json', propertiesJson: '{ "total": }' },
			onError: 'continueErrorOutput',
		});
		expect(errors[0].json.error).toMatch(/^'Properties' is not valid JSON: Unexpected token/);
		expect(requests()).toEqual([]);
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
