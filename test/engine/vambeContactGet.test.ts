import type { INodeParameters } from 'n8n-workflow';
import { simplifyContact } from '../../nodes/Vambe/logic/simplifyContact';
import maria from '../sandbox/mariaRodriguez.json';
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

const { run, requests, credentialFor } = useVambeContact('get');

const get = (contact: object, parameters: INodeParameters = {}, setup: NodeSetup = {}) =>
	run({ contact: contact as INodeParameters, ...parameters }, setup);

describe('Getting a contact', () => {
	test('gives ten fields of it, linked to the input', async () => {
		const { success, downstream } = await get(locator('list', MARIA_ID), {}, { items: [{ n: 1 }] });
		expect(jsonOf(success)).toEqual([simplifyContact(maria)]);
		expect(downstream.success.map(({ start }) => start)).toEqual([{ n: 1 }]);
		expect(requests()).toMatchObject([
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
			description: expect.stringMatching(
				/^Choose the contact from the list, .* set 'If Not Found' in the options to Return Empty\.$/,
			),
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
		expect(requests()).toEqual([]);
	});

	test.each<[what: string, act: Act]>([
		['a connection that is reset', reset],
		['an answer that is cut off', cutOff],
		['a fault of Vambe', answer(500, {})],
		['a web page', answer(200, '<html>Welcome</html>')],
		['a pause that Vambe asks for', answer(429, {})],
	])('tries again after %s, because reading changes nothing', async (_what, act) => {
		const { url, requests: received } = await misbehave(act, answer(200, maria));
		const { success } = await get(locator('id', MARIA_ID), {}, { credentials: credentialFor(url) });
		expect(success.map(({ json }) => json.id)).toEqual([MARIA_ID]);
		expect(received).toHaveLength(2);
	});

	test('gives up after three repeats', async () => {
		const { url, requests: received } = await misbehave(
			answer(500, { message: 'Internal server error' }),
		);
		const { errors } = await get(
			locator('id', MARIA_ID),
			{},
			{ ...CONTINUE, credentials: credentialFor(url) },
		);
		expect(detailsOf(errors)).toEqual([
			{ outcome: 'notSent', code: 'SERVER_FAULT', status: 500, attempts: 4 },
		]);
		expect(received).toHaveLength(4);
	});

	test('asks for nothing more with a key that is not known', async () => {
		const { errors } = await get(
			locator('id', MARIA_ID),
			{},
			{
				...CONTINUE,
				items: Array.from({ length: 20 }, (_, n) => ({ n })),
				credentials: credentialFor(undefined, 'another-key'),
			},
		);
		expect(errors).toHaveLength(20);
		expect(detailsOf(errors)[19]).toEqual({ outcome: 'notSent', code: 'NOT_SENT' });
		expect(requests()).toHaveLength(4);
	});
});
