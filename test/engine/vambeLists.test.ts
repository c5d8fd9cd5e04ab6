import type { INodeListSearchResult } from 'n8n-workflow';
import { VambeApi } from '../../credentials/VambeApi.credentials';
import { VambeContact } from '../../nodes/Vambe/VambeContact.node';
import maria from '../sandbox/mariaRodriguez.json';
import { useSandbox } from '../sandbox/useSandbox';
import type { Act } from '../support/misbehave';
import { answer, misbehave, reset } from '../support/misbehave';
import type { ListSearch } from '../support/runListSearch';
import { runListSearch } from '../support/runListSearch';

const ALL_LISTS = ['searchChannels', 'searchContacts', 'searchPipelines', 'searchStages'];

const JANE = {
	name: 'Jane Doe (+56911112222, whatsapp)',
	value: '9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e',
};

const { sandbox, vambe } = useSandbox();

interface Opening extends Omit<ListSearch, 'credentials'> {
	/** The local Vambe's own unless given. */
	baseUrl?: string;
	apiKey?: string;
}

/** Opens one of the lists, in Vambe Contact, which has them all. */
async function open(
	methodName: string,
	{ baseUrl, apiKey, ...search }: Opening = {},
): Promise<INodeListSearchResult> {
	const data = {
		baseUrl: baseUrl ?? sandbox().vambe.baseUrl,
		apiKey: apiKey ?? sandbox().vambe.apiKey,
	};
	return await runListSearch(new VambeContact(), methodName, {
		credentials: [{ type: new VambeApi(), data }],
		...search,
	});
}

const namesOf = ({ results }: INodeListSearchResult) => results.map(({ name }) => name);
const queries = () =>
	sandbox().vambe.ledger.requests.map(({ path, query }) => [path.split('/').pop(), query]);

/** A server that does one thing for all paths, save for those that end so. */
const misbehaveAt = async (acts: Record<string, Act>, otherwise: Act) =>
	await misbehave(async (response, received) => {
		const [path] = received.path.split('?');
		const end = Object.keys(acts).find((suffix) => path.endsWith(suffix));
		await (end ? acts[end] : otherwise)(response, received);
	});

const NO_SUCH_CHANNEL = answer(404, { statusCode: 404, message: 'No channel' });

describe('The list of channels', () => {
	test('shows those of every kind, with name, phone and kind', async () => {
		expect((await open('searchChannels')).results).toEqual([
			{ name: 'WhatsApp Ventas +56999999999 (WhatsApp)', value: '42' },
			{ name: 'WhatsApp Bodega +56988887777 (WhatsApp Web)', value: 'qr-bodega' },
			{ name: 'WhatsApp México +525588887777 (WhatsApp Web)', value: 'qr-mexico' },
			{ name: 'Playground (Playground)', value: '7' },
		]);
	});

	test.each([
		['a part of a name', 'bodega', ['qr-bodega']],
		['a name without its accents', 'mexico', ['qr-mexico']],
		['a part of a phone', '5698888', ['qr-bodega']],
		['a phone with spaces', '+56 9 8888 7777', ['qr-bodega']],
		['a kind', 'playground', ['7']],
		['something that none has', 'telegram', []],
	])('finds by %s', async (_what, filter, found) => {
		const { results } = await open('searchChannels', { filter });
		expect(results.map(({ value }) => value)).toEqual(found);
	});

	test.each([undefined, 'sales'])(
		'says that there is none, when the account has none of any kind (typed: %s)',
		async (filter) => {
			const { url: baseUrl } = await misbehave(NO_SUCH_CHANNEL);
			await expect(open('searchChannels', { baseUrl, filter })).rejects.toMatchObject({
				name: 'NodeApiError',
				message:
					'This Vambe account has no channel on WhatsApp, WhatsApp Web, Instagram or Playground',
				description:
					"Connect one in Vambe and open the list again. Or choose 'Phone' or 'By ID' and give it by hand.",
			});
		},
	);

	describe('of which one kind cannot be read', () => {
		const FAULT = answer(500, { message: 'Internal server error' });
		const INSTAGRAM = answer(200, { id: 3, name: 'Tienda' });

		test('shows the others', async () => {
			const acts = { '/whatsapp': FAULT, '/instagram': INSTAGRAM };
			const { url: baseUrl } = await misbehaveAt(acts, NO_SUCH_CHANNEL);
			expect(namesOf(await open('searchChannels', { baseUrl }))).toEqual(['Tienda (Instagram)']);
			expect(namesOf(await open('searchChannels', { baseUrl, filter: 'tien' }))).toEqual([
				'Tienda (Instagram)',
			]);
		});

		const problem = {
			message: 'Vambe had a fault of its own (HTTP 500): Internal server error',
			description: expect.stringMatching(/^Open the list again in a minute\. Or choose 'Phone'/),
		};

		test('says why it is empty, when there is no other', async () => {
			const { url: baseUrl } = await misbehaveAt({ '/whatsapp': FAULT }, NO_SUCH_CHANNEL);
			await expect(open('searchChannels', { baseUrl })).rejects.toMatchObject(problem);
		});

		test('says why nothing was found, as it may be among those', async () => {
			const acts = { '/whatsapp': FAULT, '/instagram': INSTAGRAM };
			const { url: baseUrl } = await misbehaveAt(acts, NO_SUCH_CHANNEL);
			const search = open('searchChannels', { baseUrl, filter: 'ventas' });
			await expect(search).rejects.toMatchObject(problem);
		});
	});
});

describe('The list of contacts', () => {
	test.each([
		['a phone', '11112222', { phone: '11112222' }],
		['a phone with spaces around it', ' +56 9 1111 ', { phone: '+56 9 1111' }],
		['an email', 'jane@', { email: 'jane@' }],
	])('asks Vambe for %s', async (_what, filter, query) => {
		expect((await open('searchContacts', { filter })).results).toContainEqual(JANE);
		expect(queries()).toEqual([['search', query]]);
	});

	test('looks for letters in the emails, and in the names of the newest', async () => {
		const [{ name: newest }] = (await open('searchContacts')).results;
		const person = newest.split(' (')[0];
		sandbox().vambe.ledger.requests.length = 0;

		expect(namesOf(await open('searchContacts', { filter: person }))).toContain(newest);
		expect(queries()).toEqual([
			['search', { email: person }],
			['contacts', { days: '365', limit: '50', offset: '0' }],
		]);
	});

	test('shows once who has the letters in the email and in the name', async () => {
		const { results } = await open('searchContacts', { filter: 'jane' });
		expect(results).toEqual([JANE]);
	});

	test('asks for nothing while only the "+" of a phone is typed', async () => {
		expect(await open('searchContacts', { filter: '+' })).toEqual({ results: [] });
		expect(queries()).toEqual([]);
	});

	test('is empty when nobody has what was typed', async () => {
		const nobody = await open('searchContacts', { filter: 'nobody@nowhere.example' });
		expect(nobody).toEqual({ results: [] });
	});

	test('shows who wrote last first, and goes on page by page to the end of the year', async () => {
		const pages = [await open('searchContacts')];
		while (pages[0].paginationToken) {
			const { paginationToken } = pages[0];
			pages.unshift(await open('searchContacts', { paginationToken }));
		}
		const shown = pages.reverse().flatMap(({ results }) => results.map(({ value }) => value));

		const yearOf = async (offset: number) =>
			(await vambe<Array<{ id: string }>>(`/api/public/contacts?days=365&offset=${offset}`)).body;
		const year = [...(await yearOf(0)), ...(await yearOf(50)), ...(await yearOf(100))];
		expect(shown).toEqual(year.map(({ id }) => id));
		expect(pages.map(({ results }) => results.length)).toEqual([50, 50, year.length - 100]);
	});

	test('finds somebody who last wrote too long ago to be listed', async () => {
		const { results } = await open('searchContacts', { filter: maria.email });
		expect(results.map(({ value }) => value)).toEqual([maria.id]);
	});

	describe('of which nobody wrote within a year', () => {
		const people = Array.from({ length: 53 }, (_, index) => ({ id: `id ${index}`, name: 'Jane' }));
		const EVER = '/api/public/contacts?created_after=1970-01-01T00%3A00%3A00.000Z&limit=50';

		test('shows all, page by page', async () => {
			const { url: baseUrl, requests } = await misbehave(
				answer(200, []),
				answer(200, people.slice(0, 50)),
				answer(200, people.slice(50)),
			);
			const first = await open('searchContacts', { baseUrl });
			const { paginationToken } = first;
			const second = await open('searchContacts', { baseUrl, paginationToken });
			expect([...first.results, ...second.results]).toEqual(
				people.map(({ id }) => ({ name: 'Jane', value: id })),
			);
			expect(second.paginationToken).toBeUndefined();
			expect(requests.map(({ path }) => path)).toEqual([
				'/api/public/contacts?days=365&limit=50&offset=0',
				`${EVER}&offset=0`,
				`${EVER}&offset=50`,
			]);
		});

		test('says that there is none, when there is none', async () => {
			const { url: baseUrl } = await misbehave(answer(200, []));
			await expect(open('searchContacts', { baseUrl })).rejects.toMatchObject({
				name: 'NodeApiError',
				message: 'This Vambe account has no contacts yet',
				description: expect.stringMatching(
					/by writing to one of your channels\. Or choose 'By ID'/,
				),
			});
		});
	});

	test('ends where the last page is full', async () => {
		const people = Array.from({ length: 50 }, (_, index) => ({ id: `id ${index}` }));
		const { url: baseUrl } = await misbehave(answer(200, people), answer(200, []));
		const { paginationToken } = await open('searchContacts', { baseUrl });
		expect(await open('searchContacts', { baseUrl, paginationToken })).toEqual({
			results: [],
			paginationToken: undefined,
		});
	});
});

describe('The lists of pipelines and stages', () => {
	test('show the pipelines', async () => {
		expect(await open('searchPipelines')).toEqual({
			results: [
				{ name: 'Ventas', value: 'aa0e8400-e29b-41d4-a716-446655440100' },
				{ name: 'Postventa', value: 'aa0e8400-e29b-41d4-a716-446655440200' },
			],
		});
	});

	test('show the stages of every pipeline, each with its pipeline', async () => {
		const stages = await open('searchStages');
		expect(namesOf(stages)).toEqual([
			'Ventas: Nuevo',
			'Ventas: En conversación',
			'Ventas: Cotización enviada',
			'Ventas: Ganado',
			'Postventa: Despacho',
			'Postventa: Soporte',
			'Postventa: Fidelización',
		]);
		expect(stages.results[0].value).toBe('770e8400-e29b-41d4-a716-446655440001');
	});

	test.each([
		['searchPipelines', 'POST', ['Postventa']],
		['searchPipelines', 'nothing', []],
		['searchStages', 'cotizacion', ['Ventas: Cotización enviada']],
		['searchStages', 'nothing', []],
	])('find by a part of the name (%s, %s)', async (methodName, filter, found) => {
		expect(namesOf(await open(methodName, { filter }))).toEqual(found);
	});

	test.each([
		['searchPipelines', [], 'This Vambe account has no pipelines yet'],
		['searchStages', [], 'The pipelines of this Vambe account have no stages yet'],
		[
			'searchStages',
			[{ id: 'a', name: 'Ventas', stages: [] }],
			'The pipelines of this Vambe account have no stages yet',
		],
	])('say that there is none, when there is none (%s, %j)', async (methodName, body, message) => {
		const { url: baseUrl } = await misbehave(answer(200, body));
		await expect(open(methodName, { baseUrl })).rejects.toMatchObject({
			name: 'NodeApiError',
			message,
			description:
				"Make one in Vambe and open the list again. Or choose 'By ID' and give it by hand.",
		});
	});
});

describe.each(ALL_LISTS)('In place of a list that cannot be loaded (%s)', (methodName) => {
	const BY_HAND = /Or choose ('Phone' or )?'By ID' and give it by hand\.$/;

	test('the editor is told of a key that is not known, and what to do', async () => {
		await expect(open(methodName, { apiKey: 'another-key' })).rejects.toMatchObject({
			name: 'NodeApiError',
			httpCode: '401',
			message: 'Vambe does not know this API key: Invalid API key',
			description:
				'Check the API key and the base URL in the credential; make a new key in Vambe if need be.',
		});
	});

	test.each<[what: string, act: Act, message: RegExp, advice: RegExp]>([
		[
			'a key that may not',
			answer(403, { message: 'Not yours' }),
			/^Vambe does not allow this with this API key: Not yours$/,
			/^Give the API key the permission/,
		],
		[
			'a pause that Vambe asks for',
			answer(429, {}),
			/^Vambe accepts no more requests/,
			/^Open the list again later\./,
		],
		[
			'a fault of Vambe',
			answer(503, {}),
			/^Vambe had a fault of its own \(HTTP 503\)$/,
			/^Open the list again in a minute\./,
		],
		[
			'a connection that breaks',
			reset,
			/^Vambe gave no clear answer: the connection was closed/,
			/^Check the base URL in the credential and that this n8n reaches the internet\./,
		],
		[
			'a web page',
			answer(200, '<html>Welcome</html>'),
			/^Vambe answered with HTTP 200, but not with what it promises$/,
			/^Something in between may have answered.* Check the base URL/,
		],
		[
			'a web page that says there is nothing',
			answer(404, '<html>Not here</html>'),
			/^Vambe refused it \(HTTP 404\)$/,
			/^Check the base URL in the credential\./,
		],
	])('the editor is told of %s, and what to do', async (_what, act, message, advice) => {
		const { url: baseUrl } = await misbehave(act);
		const error: unknown = await open(methodName, { baseUrl }).catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: expect.stringMatching(message),
			description: expect.stringMatching(advice),
		});
		expect(error).toMatchObject({ description: expect.stringMatching(BY_HAND) });
	});

	test('the editor is told of a base URL where nothing answers', async () => {
		await expect(open(methodName, { baseUrl: 'http://127.0.0.1:1' })).rejects.toMatchObject({
			message: 'Vambe could not be reached: the connection was refused',
			description: expect.stringMatching(/^Check the base URL in the credential/),
		});
	});
});
