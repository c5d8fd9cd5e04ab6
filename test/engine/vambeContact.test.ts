import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import { VambeApi } from '../../credentials/VambeApi.credentials';
import { VambeContact } from '../../nodes/Vambe/VambeContact.node';
import { simplifyContact } from '../../nodes/Vambe/logic/simplifyContact';
import maria from '../sandbox/mariaRodriguez.json';
import { useSandbox } from '../sandbox/useSandbox';
import type { Act } from '../support/misbehave';
import { answer, cutOff, misbehave, reset } from '../support/misbehave';
import { runListSearch } from '../support/runListSearch';
import type { NodeSetup } from '../support/runNode';
import { runNode } from '../support/runNode';

const MARIA_ID = 'df980fc8-b6db-4820-bf22-2969482d106d';
const JANE_ID = '9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e';
const NOBODY_ID = '00000000-0000-4000-8000-000000000000';

const locator = (mode: string, value: NodeParameterValueType) => ({ __rl: true, mode, value });

const sandboxOf = useSandbox();
const ledger = () => sandboxOf.sandbox().vambe.ledger;
const queries = () => ledger().requests.map(({ query }) => query);

const credentialFor = (baseUrl: string, apiKey = 'vambe-sandbox-key') => [
	{ type: new VambeApi(), data: { apiKey, baseUrl } },
];

const run = (parameters: INodeParameters, setup: NodeSetup = {}) =>
	runNode(new VambeContact(), {
		credentials: credentialFor(sandboxOf.sandbox().vambe.baseUrl),
		...setup,
		parameters,
	});

const get = (contact: object, parameters: INodeParameters = {}, setup: NodeSetup = {}) =>
	run({ operation: 'get', contact: contact as INodeParameters, ...parameters }, setup);

const getAll = (parameters: INodeParameters = {}, setup: NodeSetup = {}) =>
	run({ operation: 'getAll', ...parameters }, setup);

const search = (parameters: INodeParameters = {}, setup: NodeSetup = {}) =>
	run({ operation: 'search', ...parameters }, setup);

const jsonOf = (items: Array<{ json: unknown }>) => items.map(({ json }) => json);

const detailsOf = (items: Array<{ json: { details?: unknown } }>) =>
	items.map(({ json }) => json.details);

const CONTINUE: NodeSetup = { onError: 'continueErrorOutput' };

beforeEach(() => {
	// Chance draws no wait before a repeat, so that no test has one.
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => jest.restoreAllMocks());

describe('Getting a contact', () => {
	test('gives ten fields of it, linked to the input', async () => {
		const { success, downstream } = await get(locator('list', MARIA_ID), {}, { items: [{ n: 1 }] });
		expect(jsonOf(success)).toEqual([simplifyContact(maria)]);
		expect(downstream.success.map(({ start }) => start)).toEqual([{ n: 1 }]);
		expect(ledger().requests).toMatchObject([
			{ method: 'GET', path: `/api/public/contact/${MARIA_ID}/info`, key: 'vambe-sandbox-key' },
		]);
	});

	test('gives the answer as it is on request', async () => {
		const { success } = await get(locator('id', ` ${MARIA_ID} `), { simplify: false });
		expect(jsonOf(success)).toEqual([maria]);
	});

	test('leaves even the order of its fields alone', async () => {
		const given = { name: 'Jane Doe', phone: null, id: JANE_ID, metadata: {} };
		const { url } = await misbehave(answer(200, given));
		const { success } = await get(
			locator('id', JANE_ID),
			{ simplify: false },
			{ credentials: credentialFor(url) },
		);
		expect(JSON.stringify(jsonOf(success))).toBe(JSON.stringify([given]));
	});

	test('keeps the input order, though several are read side by side', async () => {
		const slowFirst: Act = async (response, received) => {
			const id = received.path.split('/')[4];
			// The first answer waits for the others.
			if (id === MARIA_ID) await othersDone;
			else others.push(id);
			if (others.length === 3) release();
			answer(200, { id })(response, received);
		};
		const others: string[] = [];
		let release = () => {};
		const othersDone = new Promise<void>((resolve) => (release = resolve));
		const { url } = await misbehave(slowFirst);
		const ids = [MARIA_ID, JANE_ID, NOBODY_ID, JANE_ID];
		const { success } = await get(
			locator('id', '={{ $json.id }}'),
			{},
			{ items: ids.map((id) => ({ id })), credentials: credentialFor(url) },
		);
		expect(success.map(({ json }) => json.id)).toEqual(ids);
		expect(success.map(({ pairedItem }) => pairedItem)).toEqual(ids.map((_id, item) => ({ item })));
	});

	test('that does not exist is a failure by default', async () => {
		const { error } = await get(locator('id', NOBODY_ID));
		expect(error).toMatchObject({
			message: `Vambe has no contact with the ID ${NOBODY_ID} [item 0]`,
			description: expect.stringMatching(/^Choose the contact from the list/),
			httpCode: '404',
		});
	});

	test('that does not exist leaves the others alone', async () => {
		const { success, errors } = await get(
			locator('id', '={{ $json.id }}'),
			{},
			{ items: [{ id: JANE_ID }, { id: NOBODY_ID }, { id: MARIA_ID }], ...CONTINUE },
		);
		expect(success.map(({ json }) => json.id)).toEqual([JANE_ID, MARIA_ID]);
		expect(detailsOf(errors)).toEqual([
			{ outcome: 'rejected', code: 'NOT_FOUND', status: 404, attempts: 1 },
		]);
	});

	test('that does not exist is an item on request', async () => {
		const { success } = await get(locator('id', NOBODY_ID), { options: { notFound: 'empty' } });
		expect(jsonOf(success)).toEqual([{ id: NOBODY_ID, found: false }]);
	});

	test('is not "not found" because of a web page', async () => {
		const { url } = await misbehave(answer(404, '<html>Not here</html>'));
		const { errors } = await get(
			locator('id', MARIA_ID),
			{ options: { notFound: 'empty' } },
			{ ...CONTINUE, credentials: credentialFor(url) },
		);
		expect(detailsOf(errors)).toMatchObject([{ code: 'REJECTED', status: 404 }]);
	});

	test.each([
		['no ID', '={{ $json.nothing }}', "'Contact' is empty"],
		[
			'an ID that is no UUID',
			'42',
			"'Contact' is not a UUID such as 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e",
		],
		[
			'a path in place of an ID',
			`${MARIA_ID}/../..`,
			"'Contact' is not a UUID such as 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e",
		],
		[
			'an expression that cannot be worked out',
			"={{ $('Nowhere').item.json.id }}",
			"A field's expression could not be worked out: Referenced node doesn't exist",
		],
	])('with %s asks for nothing, and names the field', async (_what, value, message) => {
		const { errors } = await get(locator('id', value), {}, CONTINUE);
		expect(errors[0].json.error).toBe(`${message} [item 0]`);
		expect(detailsOf(errors)).toMatchObject([{ outcome: 'rejected', code: 'REJECTED' }]);
		expect(ledger().requests).toEqual([]);
	});

	test.each<[what: string, act: Act]>([
		['a connection that is reset', reset],
		['an answer that is cut off', cutOff],
		['a fault of Vambe', answer(500, {})],
		['a web page', answer(200, '<html>Welcome</html>')],
		['a pause that Vambe asks for', answer(429, {})],
	])('tries again after %s, because reading changes nothing', async (_what, act) => {
		const { url, requests } = await misbehave(act, answer(200, maria));
		const { success } = await get(locator('id', MARIA_ID), {}, { credentials: credentialFor(url) });
		expect(success.map(({ json }) => json.id)).toEqual([MARIA_ID]);
		expect(requests).toHaveLength(2);
	});

	test('gives up after three repeats', async () => {
		const { url, requests } = await misbehave(answer(500, { message: 'Internal server error' }));
		const { errors } = await get(
			locator('id', MARIA_ID),
			{},
			{ ...CONTINUE, credentials: credentialFor(url) },
		);
		expect(detailsOf(errors)).toEqual([
			{ outcome: 'notSent', code: 'SERVER_FAULT', status: 500, attempts: 4 },
		]);
		expect(requests).toHaveLength(4);
	});

	test('asks for nothing more with a key that is not known', async () => {
		const { errors } = await get(
			locator('id', MARIA_ID),
			{},
			{
				...CONTINUE,
				items: Array.from({ length: 20 }, (_, n) => ({ n })),
				credentials: credentialFor(sandboxOf.sandbox().vambe.baseUrl, 'another-key'),
			},
		);
		expect(errors).toHaveLength(20);
		expect(detailsOf(errors)[19]).toEqual({ outcome: 'notSent', code: 'NOT_SENT' });
		expect(ledger().requests).toHaveLength(4);
	});
});

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
		expect(ledger().requests).toEqual([]);
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
		expect(ledger().requests).toEqual([]);
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
		expect(ledger().requests).toEqual([]);
	});
});

describe('The lists of Vambe Contact', () => {
	const list = (methodName: string, filter?: string) =>
		runListSearch(new VambeContact(), methodName, {
			credentials: credentialFor(sandboxOf.sandbox().vambe.baseUrl),
			filter,
		});

	test('show the pipelines', async () => {
		expect(await list('searchPipelines')).toEqual({
			results: [
				{ name: 'Ventas', value: 'aa0e8400-e29b-41d4-a716-446655440100' },
				{ name: 'Postventa', value: 'aa0e8400-e29b-41d4-a716-446655440200' },
			],
		});
	});

	test('show the stages of every pipeline, each with its pipeline', async () => {
		const { results } = await list('searchStages');
		expect(results.map(({ name }) => name)).toEqual([
			'Ventas: Nuevo',
			'Ventas: En conversación',
			'Ventas: Cotización enviada',
			'Ventas: Ganado',
			'Postventa: Despacho',
			'Postventa: Soporte',
			'Postventa: Fidelización',
		]);
		expect(results[0].value).toBe('770e8400-e29b-41d4-a716-446655440001');
	});

	test('find by a part of the name', async () => {
		expect((await list('searchPipelines', 'POST')).results.map(({ name }) => name)).toEqual([
			'Postventa',
		]);
		expect((await list('searchStages', 'cotización')).results.map(({ name }) => name)).toEqual([
			'Ventas: Cotización enviada',
		]);
	});

	test('find contacts', async () => {
		expect((await list('searchContacts', 'maria.rod')).results).toEqual([
			{ name: 'Maria Rodriguez (+56912345678, whatsapp)', value: MARIA_ID },
		]);
	});

	test.each(['searchContacts', 'searchPipelines', 'searchStages'])(
		'say what is wrong where they cannot be shown (%s)',
		async (methodName) => {
			const { url } = await misbehave(answer(200, '<html>Welcome</html>'));
			const bad = runListSearch(new VambeContact(), methodName, {
				credentials: credentialFor(url),
			});
			await expect(bad).rejects.toMatchObject({
				message: 'Vambe answered with HTTP 200, but not with what it promises',
			});
		},
	);
});
