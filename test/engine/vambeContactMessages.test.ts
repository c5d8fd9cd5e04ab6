import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import type { Act } from '../support/misbehave';
import { answer, cutOff, misbehave, reset } from '../support/misbehave';
import type { NodeSetup } from '../support/runNode';
import {
	CONTINUE,
	detailsOf,
	JANE_ID,
	jsonOf,
	locator,
	MARIA_ID,
	NOBODY_ID,
	useVambeContact,
} from '../support/useVambeContact';

interface MessagePage {
	messages: Array<{ id: string; ai_contact_id: string }>;
	total: number;
}

const { run, requests, queries, credentialFor, vambe } = useVambeContact('getMessages');

const getMessages = (
	id: NodeParameterValueType,
	parameters: INodeParameters = {},
	setup: NodeSetup = {},
) => run({ contact: locator('id', id), ...parameters }, setup);

const PATH = `/api/public/contact/v2/${MARIA_ID}/messages`;

/** The messages of a contact in the order in which the local Vambe has them. */
async function allMessages(id: string) {
	const pages: MessagePage['messages'] = [];
	for (let page = 1, total = Infinity; pages.length < total; page++) {
		const path = `/api/public/contact/v2/${id}/messages?page=${page}`;
		const { body } = await vambe<MessagePage>(path);
		({ total } = body);
		pages.push(...body.messages);
	}
	requests().length = 0;
	return pages;
}

const aMessage = (id: string) => ({ id, body: 'Hola', direction: 'INBOUND' });

/** Runs against a server that does the given, and says what was asked of it. */
async function runAgainst(acts: Act[], parameters: INodeParameters = { returnAll: true }) {
	const server = await misbehave(...acts);
	const ran = await getMessages(MARIA_ID, parameters, {
		...CONTINUE,
		credentials: credentialFor(server.url),
	});
	return { ...ran, asked: server.requests.map(({ path }) => path) };
}

describe('Getting the messages of a contact', () => {
	test('gives all of them on request, as they are, page by page', async () => {
		const messages = await allMessages(MARIA_ID);
		const { success } = await getMessages(MARIA_ID, { returnAll: true });
		expect(jsonOf(success)).toEqual(messages);
		expect(messages.length).toBeGreaterThan(40);
		expect(queries()).toEqual([{ page: '1' }, { page: '2' }, { page: '3' }]);
		expect(requests()[0]).toMatchObject({ method: 'GET', path: PATH, key: 'vambe-sandbox-key' });
	});

	test('gives as many as the limit says, and reads no page that this does not need', async () => {
		const messages = await allMessages(MARIA_ID);
		const { success } = await getMessages(MARIA_ID, { limit: 21 });
		expect(jsonOf(success)).toEqual(messages.slice(0, 21));
		expect(queries()).toEqual([{ page: '1' }, { page: '2' }]);
	});

	test('gives 50 at most, where nothing is said', async () => {
		const messages = await allMessages(MARIA_ID);
		const { success } = await getMessages(MARIA_ID);
		expect(success).toHaveLength(Math.min(50, messages.length));
	});

	test('takes the contact from the list as well', async () => {
		const { success } = await run({ contact: locator('list', MARIA_ID), limit: 1 });
		expect(success).toHaveLength(1);
	});

	test('links each message to the item that asked for it, in input order', async () => {
		const { success, downstream } = await getMessages(
			'={{ $json.id }}',
			{ limit: '={{ $json.limit }}' },
			{
				items: [
					{ id: MARIA_ID, limit: 2 },
					{ id: JANE_ID, limit: 1 },
					{ id: MARIA_ID, limit: 1 },
				],
			},
		);
		expect(success.map(({ json, pairedItem }) => [json.ai_contact_id, pairedItem])).toEqual([
			[MARIA_ID, { item: 0 }],
			[MARIA_ID, { item: 0 }],
			[JANE_ID, { item: 1 }],
			[MARIA_ID, { item: 2 }],
		]);
		expect(downstream.success.map(({ start }) => start?.limit)).toEqual([2, 2, 1, 1]);
	});

	test('of a contact without any is nothing, which is no failure', async () => {
		const { success, errors, asked } = await runAgainst([
			answer(200, { messages: [], page: 1, hasMore: false, total: 0 }),
		]);
		expect({ success, errors }).toEqual({ success: [], errors: [] });
		expect(asked).toEqual([`${PATH}?page=1`]);
	});

	test('of a contact that does not exist is a failure that names no option that is not there', async () => {
		const { error } = await getMessages(NOBODY_ID);
		expect(error).toMatchObject({
			message: `Vambe has no contact with the ID ${NOBODY_ID} [item 0]`,
			description:
				'Choose the contact from the list, or use an ID of the account that the API key belongs to.',
			httpCode: '404',
		});
	});

	test('of a contact that does not exist leaves the others alone', async () => {
		const { success, errors } = await getMessages(
			'={{ $json.id }}',
			{ limit: 1 },
			{ items: [{ id: JANE_ID }, { id: NOBODY_ID }, { id: MARIA_ID }], ...CONTINUE },
		);
		expect(success.map(({ json }) => json.ai_contact_id)).toEqual([JANE_ID, MARIA_ID]);
		expect(detailsOf(errors)).toEqual([
			{ outcome: 'rejected', code: 'NOT_FOUND', status: 404, attempts: 1 },
		]);
	});

	test.each<[what: string, parameters: INodeParameters, message: string]>([
		['no contact', { contact: locator('id', '={{ $json.nothing }}') }, "'Contact' is empty"],
		[
			'a contact by phone',
			{ contact: locator('id', '+56911112222') },
			"'Contact' is not a UUID such as 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e",
		],
		['a limit of none', { limit: 0 }, "'Limit' is not a number from 1"],
	])('with %s asks for nothing, and names the field', async (_what, parameters, message) => {
		const { errors } = await getMessages(MARIA_ID, parameters, CONTINUE);
		expect(errors[0].json.error).toBe(`${message} [item 0]`);
		expect(requests()).toEqual([]);
	});

	test.each<[what: string, act: Act]>([
		['a connection that is reset', reset],
		['an answer that is cut off', cutOff],
		['a fault of Vambe', answer(500, {})],
		['a web page', answer(200, '<html>Welcome</html>')],
		['a list without its page', answer(200, [aMessage('1')])],
		['messages that cannot be told apart', answer(200, { messages: [{}], hasMore: false })],
		['a pause that Vambe asks for', answer(429, {})],
	])('tries again after %s, because reading changes nothing', async (_what, act) => {
		const { success, asked } = await runAgainst([
			act,
			answer(200, { messages: [aMessage('1')], hasMore: false }),
		]);
		expect(jsonOf(success)).toEqual([aMessage('1')]);
		expect(asked).toHaveLength(2);
	});

	test('goes on to an empty page where Vambe does not say whether there are more', async () => {
		const { success, errors, asked } = await runAgainst([
			answer(200, { messages: [aMessage('1')] }),
			answer(200, { messages: [aMessage('2')], hasMore: null }),
			answer(200, { messages: [] }),
		]);
		expect(jsonOf(success)).toEqual([aMessage('1'), aMessage('2')]);
		expect(errors).toEqual([]);
		expect(asked).toEqual([1, 2, 3].map((page) => `${PATH}?page=${page}`));
	});

	test('says so where Vambe gives the same page for ever', async () => {
		const { success, errors, hints, asked } = await runAgainst([
			answer(200, { messages: [aMessage('1'), aMessage('2')], hasMore: true }),
		]);
		const message = 'Reading ended at 2 messages: there may be more';
		expect(jsonOf(success)).toEqual([aMessage('1'), aMessage('2')]);
		expect(errors).toMatchObject([{ json: { error: `${message} [item 0]` } }]);
		expect(detailsOf(errors)).toEqual([{ outcome: 'notSent', code: 'NOT_SENT' }]);
		expect(hints).toMatchObject([{ message, type: 'warning' }]);
		expect(asked).toHaveLength(2);
	});

	test('gives no half conversation when a page does not come', async () => {
		const { success, errors } = await runAgainst([
			answer(200, { messages: [aMessage('1')], hasMore: true }),
			answer(400, { message: 'No more' }),
		]);
		expect(success).toEqual([]);
		expect(errors).toMatchObject([{ json: { error: 'Vambe refused it: No more [item 0]' } }]);
	});
});
