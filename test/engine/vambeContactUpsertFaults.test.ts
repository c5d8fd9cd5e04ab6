import { setImmediate as nextTurn } from 'node:timers/promises';
import { range } from 'lodash';
import type { Act } from '../support/misbehave';
import { answer, cutOff, hang, reset } from '../support/misbehave';
import { time } from '../support/simulatedTime';
import { JANE, useUpsert } from '../support/useUpsert';
import { detailsOf, JANE_ID, jsonOf } from '../support/useVambeContact';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => time.pass(ms),
}));

const { upsertAgainst } = useUpsert();

describe('An upsert with a gap on the wire', () => {
	const CREATED = answer(201, { id: JANE_ID });

	test.each<[what: string, act: Act, waitedMs: number]>([
		['a pause without an end', answer(429, {}), 0],
		['a pause', answer(429, {}, { 'Retry-After': '7' }), 7_000],
		['a fault that says when to come back', answer(503, {}, { 'Retry-After': '9' }), 9_000],
	])('is sent again after %s, because nothing ran', async (_what, act, waitedMs) => {
		const { success, sent } = await upsertAgainst([act, CREATED]);
		expect(jsonOf(success)).toEqual([{ id: JANE_ID }]);
		expect(sent).toEqual([JANE, JANE]);
		expect(time.passedMs()).toBe(waitedMs);
	});

	test('gives up where the pause is too long to wait for, and nothing was sent', async () => {
		const { errors, sent } = await upsertAgainst([answer(429, {}, { 'Retry-After': '61' })]);
		expect(sent).toHaveLength(1);
		expect(detailsOf(errors)).toEqual([
			{
				outcome: 'notSent',
				code: 'RATE_LIMITED',
				status: 429,
				retryAfterSeconds: 61,
				attempts: 1,
			},
		]);
	});

	test.each<[what: string, act: Act]>([
		['a connection that is reset', reset],
		['an answer that is cut off', cutOff],
		['a fault of Vambe', answer(500, {})],
		['a gateway that gave up', answer(504, '<html>Gateway time-out</html>')],
		['another request like it under way', answer(409, {})],
		['a web page', answer(200, '<html>Welcome</html>')],
		['an answer that names no contact', answer(201, {})],
		['an empty answer', answer(204)],
	])('is not sent again after %s, and says how to find out', async (_what, act) => {
		const { errors, sent } = await upsertAgainst([act]);
		expect(sent).toEqual([JANE]);
		expect(detailsOf(errors)).toMatchObject([
			{ outcome: 'unsure', code: 'UNKNOWN_OUTCOME', attempts: 1 },
		]);
		expect(errors[0].json.message).toMatch(
			/; the contact may or may not have been created or updated \[item 0\]\. Look the contact up in Vambe, .*It is also safe to run the item again/,
		);
	});

	test.each([
		['success: false', { id: JANE_ID, success: false, message: 'Blocked' }, 'Blocked'],
		['ok: false', { ok: false }, 'without a reason'],
		['a status that says failed', { id: JANE_ID, status: 'failed' }, 'failed'],
		['an error', { error: 'Channel is off' }, 'Channel is off'],
	])('is refused by a good status with %s', async (_what, body, reason) => {
		const { success, errors, sent } = await upsertAgainst([answer(200, body)]);
		expect(success).toEqual([]);
		expect(errors[0].json.error).toBe(`Vambe refused it: ${reason} [item 0]`);
		expect(detailsOf(errors)).toMatchObject([{ outcome: 'rejected', code: 'REJECTED' }]);
		expect(sent).toHaveLength(1);
	});

	test.each([['id'], ['aiContactId'], ['ai_contact_id']])(
		'is done by an answer that names the contact as %s',
		async (name) => {
			const { success } = await upsertAgainst([answer(201, { note: 'found', [name]: JANE_ID })]);
			expect(JSON.stringify(jsonOf(success))).toBe(`[{"note":"found","${name}":"${JANE_ID}"}]`);
		},
	);

	test('ends the run with a key that is not known', async () => {
		const { errors, sent } = await upsertAgainst([answer(401, { message: 'Invalid API key' })], {
			parameters: { contactPhone: '={{ $json.phone }}' },
			items: Array.from({ length: 20 }, (_, n) => ({ phone: `+5690000${n}` })),
		});
		expect(sent).toHaveLength(4);
		expect(errors).toHaveLength(20);
		expect(detailsOf(errors)[19]).toEqual({ outcome: 'notSent', code: 'NOT_SENT' });
	});

	test('is not even sent again after a pause, once the key is not known any more', async () => {
		let refusalIsOut = () => {};
		const refused = new Promise<void>((resolve) => (refusalIsOut = resolve));
		const act: Act = async (response, received) => {
			if (received.body.includes('+2')) {
				response.on('finish', refusalIsOut);
				return answer(401, { message: 'Invalid API key' })(response, received);
			}
			// The node hears of the refusal before it is asked for a pause.
			await refused;
			for (const _turn of range(100)) await nextTurn();
			return answer(429, {}, { 'Retry-After': '7' })(response, received);
		};
		const { errors, sent } = await upsertAgainst([act], {
			parameters: { contactPhone: '={{ $json.phone }}' },
			items: [{ phone: '+1' }, { phone: '+2' }],
		});
		expect(sent).toHaveLength(2);
		expect(time.passedMs()).toBe(7_000);
		expect(detailsOf(errors)).toEqual([
			{ outcome: 'notSent', code: 'NOT_SENT', attempts: 1 },
			{ outcome: 'notSent', code: 'UNAUTHORIZED', status: 401, attempts: 1 },
		]);
	});

	test('is the last request once the user stops the workflow', async () => {
		const stop = new AbortController();
		const stopThenHang: Act = (...given) => {
			stop.abort();
			return hang(...given);
		};
		const { sent } = await upsertAgainst([stopThenHang], { items: [{}, {}], stop: stop.signal });
		expect(sent).toEqual([JANE]);
	});

	test('is written once, whatever else fails, though n8n runs the node again', async () => {
		const phoneOf = (request: object) => Reflect.get(request, 'contact_phone_number') as string;
		const byPhone: Record<string, Act[]> = {
			'+1': [CREATED],
			'+2': [reset],
			'+3': [answer(400, {}), CREATED],
		};
		const act: Act = (response, received) => {
			const phone = phoneOf(JSON.parse(received.body.toString()) as object);
			return (byPhone[phone].shift() ?? answer(418))(response, received);
		};
		const { error, sent } = await upsertAgainst([act], {
			onError: 'stopWorkflow',
			retryOnFail: { maxTries: 3 },
			parameters: { contactPhone: '={{ $json.phone }}' },
			items: [{ phone: '+1' }, { phone: '+2' }, { phone: '+3' }],
		});
		expect(sent.map(phoneOf).sort()).toEqual(['+1', '+2', '+3', '+3']);
		expect(error).toMatchObject({
			message: expect.stringMatching(/^Vambe gave no clear answer: .* \[item 1\]$/),
			description: expect.stringMatching(/Of 3: 2 accepted, 1 unclear\.$/),
		});
	});
});
