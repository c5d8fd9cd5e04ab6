import type { INodeParameters } from 'n8n-workflow';
import { answer, misbehave } from '../support/misbehave';
import { CONTINUE, locator, useVambeContact } from '../support/useVambeContact';

const { run: getAll, requests, queries, credentialFor } = useVambeContact('getAll');

describe('Getting many contacts', () => {
	const allIds = async () => {
		const { success } = await getAll({ returnAll: true, filters: { days: 365 } });
		return success.map(({ json }) => json.id);
	};

	test('gives 50 of the last 30 days at most, newest message first', async () => {
		const { success } = await getAll();
		expect(queries()).toEqual([{ days: '30', limit: '50', offset: '0' }]);
		const times = success.map(({ json }) => String(json.last_message_at));
		expect(times.length).toBeGreaterThan(20);
		expect(times).toEqual([...times].sort().reverse());
	});

	test('gives all of them on request, each once, page by page', async () => {
		const ids = await allIds();
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.length).toBeGreaterThan(100);
		expect(queries().map(({ offset }) => offset)).toEqual(['0', '50', '100']);
	});

	test('gives as many as the limit says', async () => {
		const { success } = await getAll({ limit: 70, filters: { days: 365 } });
		expect(success.map(({ json }) => json.id)).toEqual((await allIds()).slice(0, 70));
	});

	test('links each contact to the item that asked for it, in input order', async () => {
		const { success, downstream } = await getAll(
			{ limit: '={{ $json.limit }}' },
			{ items: [{ limit: 2 }, { limit: 1 }, { limit: 3 }] },
		);
		expect(success.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 2, 2, 2].map((item) => ({ item })),
		);
		expect(downstream.success.map(({ start }) => start?.limit)).toEqual([2, 2, 1, 3, 3, 3]);
	});

	test('sends the filters as Vambe calls them', async () => {
		await getAll(
			{
				filters: {
					createdAfter: '2026-01-02T10:30:00',
					updatedAfter: '={{ $json.since }}',
					pipelineId: locator('list', 'aa0e8400-e29b-41d4-a716-446655440100'),
					stageId: locator('id', '770e8400-e29b-41d4-a716-446655440002'),
					customFieldKey: 'plan',
					customFieldValue: 'Premium',
				},
			},
			{ items: [{ since: '2026-02-01T00:00:00+01:00' }], timezone: 'America/Santiago' },
		);
		expect(queries()).toEqual([
			{
				created_after: '2026-01-02T13:30:00.000Z',
				updated_after: '2026-01-31T23:00:00.000Z',
				pipeline_id: 'aa0e8400-e29b-41d4-a716-446655440100',
				stage_id: '770e8400-e29b-41d4-a716-446655440002',
				custom_field_key: 'plan',
				custom_field_value: 'Premium',
				limit: '50',
				offset: '0',
			},
		]);
	});

	test('gives only those that pass', async () => {
		const { success } = await getAll({
			returnAll: true,
			filters: { days: 365, customFieldKey: 'plan', customFieldValue: 'Premium' },
		});
		expect(success.length).toBeGreaterThan(0);
		expect(success.length).toBeLessThan((await allIds()).length);
	});

	test('gives nothing where there is none, which is no failure', async () => {
		const { success, status } = await getAll({ filters: { updatedAfter: '2026-10-01T00:00:00Z' } });
		expect({ success, status }).toEqual({ success: [], status: 'success' });
	});

	test.each<[what: string, parameters: INodeParameters, message: string]>([
		['a limit of none', { limit: 0 }, "'Limit' is not a number from 1"],
		[
			'a pipeline by name',
			{ filters: { pipelineId: locator('id', 'Ventas') } },
			"'Pipeline' is not a UUID such as 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e",
		],
		[
			'half a custom field',
			{ filters: { customFieldKey: 'plan' } },
			"'Custom Field Value' is empty: 'Custom Field Key' and 'Custom Field Value' go together",
		],
	])('with %s asks for nothing, and names the field', async (_what, parameters, message) => {
		const { errors } = await getAll(parameters, CONTINUE);
		expect(errors[0].json.error).toBe(`${message} [item 0]`);
		expect(requests()).toEqual([]);
	});

	test('gives no half list when a page does not come', async () => {
		const people = Array.from({ length: 50 }, (_, index) => ({ id: `id ${index}` }));
		const { url } = await misbehave(answer(200, people), answer(400, { message: 'No more' }));
		const { success, errors } = await getAll(
			{ returnAll: true },
			{ ...CONTINUE, credentials: credentialFor(url) },
		);
		expect(success).toEqual([]);
		expect(errors).toMatchObject([{ json: { error: 'Vambe refused it: No more [item 0]' } }]);
	});
});
