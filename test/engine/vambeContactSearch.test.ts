import { CONTINUE, JANE_ID, MARIA_ID, useVambeContact } from '../support/useVambeContact';

const { run: search, requests, queries } = useVambeContact('search');

describe('Searching contacts', () => {
	test.each([
		['a phone', { phone: '+56911112222' }, { phone: '+56911112222' }],
		['a phone as a number', { phone: '={{ 11112222 }}' }, { phone: '11112222' }],
		['an email', { email: ' jane@example.com ' }, { email: 'jane@example.com' }],
		['both', { phone: '1111', email: 'JANE@' }, { phone: '1111', email: 'JANE@' }],
	])('finds them by %s', async (_what, parameters, query) => {
		const { success } = await search(parameters);
		expect(queries()).toEqual([query]);
		expect(success).toMatchObject([{ json: { id: JANE_ID }, pairedItem: { item: 0 } }]);
	});

	test('gives nothing for somebody who is not there, which is no failure', async () => {
		const { success, status } = await search({ email: 'nobody@nowhere.example' });
		expect({ success, status }).toEqual({ success: [], status: 'success' });
	});

	test('by nothing asks for nothing, and says what to give', async () => {
		const { errors } = await search({ phone: ' ' }, CONTINUE);
		expect(errors[0].json.error).toBe(
			"'Phone' is empty, and so is 'Email': give at least one of them [item 0]",
		);
		expect(requests()).toEqual([]);
	});

	test('finds for each item its own', async () => {
		const { success, errors } = await search(
			{ email: '={{ $json.email }}' },
			{
				...CONTINUE,
				items: [{ email: 'maria.rodriguez@example.com' }, { email: '' }, { email: 'jane@example' }],
			},
		);
		expect(success.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[MARIA_ID, { item: 0 }],
			[JANE_ID, { item: 2 }],
		]);
		expect(errors.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	});

	test('stops with the first failure by default', async () => {
		const { error } = await search({ email: '={{ $json.email }}' }, { items: [{ email: '' }, {}] });
		expect(error).toMatchObject({
			message: expect.stringMatching(/^'Phone' is empty.* \[item 0\]$/),
		});
	});

	test('of no items is nothing, without a request', async () => {
		const { success, error } = await search({ email: 'jane@example.com' }, { items: [] });
		expect({ success, error }).toEqual({ success: [], error: undefined });
		expect(requests()).toEqual([]);
	});
});
