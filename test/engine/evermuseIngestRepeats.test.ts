import { setImmediate as nextTurn } from 'node:timers/promises';
import { isEqual, range } from 'lodash';
import { aRecord, someRecords } from '../sandbox/aRecord';
import type { Act } from '../support/misbehave';
import { answer, cutOff, drip, misbehave, reset } from '../support/misbehave';
import { time } from '../support/simulatedTime';
import { useFaultyEvermuse } from '../support/useFaultyEvermuse';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => time.pass(ms),
}));

const { ingest, sendTo, reach, reachThen, stored } = useFaultyEvermuse();

describe('A request without a clear answer', () => {
	const faults: Array<[string, Act]> = [
		['the connection is reset', reset],
		['the answer is cut off', cutOff],
		['Evermuse has a fault (500)', answer(500, { error: 'INTERNAL', message: 'Oops' })],
		['a gateway has a fault (502)', answer(502, '<html>Bad Gateway</html>')],
		['it is down (503)', answer(503, {})],
		['it is slow (504)', answer(504, {})],
		['a web page answers', answer(202, '<html>Welcome</html>')],
		['the answer is empty', answer(202, '')],
		['the answer is not what it promises', answer(200, { ok: true })],
	];

	it.each(faults)(
		'is sent again with the same key and bytes, and stored once: %s',
		async (_what, fault) => {
			const { received, outcomes } = await sendTo([reachThen(fault), fault, reach]);

			expect(received).toHaveLength(3);
			for (const { body, headers } of received) {
				expect(body.equals(received[0].body)).toBe(true);
				expect(headers['idempotency-key']).toBe(received[0].headers['idempotency-key']);
			}
			expect(outcomes).toEqual(['accepted 0']);
			expect(stored()).toEqual(someRecords(1));
		},
	);

	it('is sent again when it took too long', async () => {
		const { timeout } = AbortSignal;
		const limits: number[] = [];
		jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
			limits.push(ms);
			return timeout.call(AbortSignal, 50);
		});

		const { received, outcomes } = await sendTo([drip, drip, reach], 1, { timeoutSeconds: 7 });

		expect(limits).toEqual([7_000, 7_000, 7_000]);
		expect(received).toHaveLength(3);
		expect(received[2].body.equals(received[0].body)).toBe(true);
		expect(outcomes).toEqual(['accepted 0']);
	});

	it.each([
		['the connection is reset', reset, 'UNCONFIRMED', 'unsure', undefined],
		['Evermuse has a fault', answer(500, {}), 'SERVER_FAULT', 'unsure', 500],
		['a web page answers', answer(202, '<html>'), 'UNEXPECTED_ANSWER', 'unsure', 202],
	])('is given up after five repeats: %s', async (_what, fault, code, outcome, status) => {
		const { received, success } = await sendTo([fault]);

		expect(received).toHaveLength(6);
		expect(success[0].json.details).toEqual({
			code,
			outcome,
			attempts: 6,
			position: 0,
			...(status && { status }),
		});
	});

	it.each([
		[{ maxRetries: 2 }, 3],
		[{ maxRetries: 0 }, 1],
		[{ maxWaitSeconds: 0 }, 1],
	])('is given up earlier with %j', async (options, sent) => {
		jest.spyOn(Math, 'random').mockReturnValue(0.5);

		expect((await sendTo([reset], 1, options)).received).toHaveLength(sent);
	});

	it('waits longer and longer', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		const at: number[] = [];

		await sendTo([
			(response, received) => {
				at.push(time.passedMs());
				return reset(response, received);
			},
		]);

		expect(at).toEqual([0, 250, 750, 1_750, 3_750, 7_750]);
	});

	it.each([
		['the key is not known any more', answer(401, {}), 'UNAUTHORIZED'],
		['the limit is reached', answer(429, { retryAfter: 300 }), 'RATE_LIMITED'],
		['a gateway refuses it', answer(400, {}), 'REJECTED'],
	])('stays unclear when a repeat is told that %s', async (_what, last, code) => {
		const { success } = await sendTo([reachThen(reset), last], 2);

		expect(stored()).toHaveLength(1);
		expect(success.find(({ pairedItem }) => isEqual(pairedItem, { item: 0 }))?.json).toMatchObject({
			message: expect.stringContaining('It may have arrived. Run the node again'),
			details: { code, outcome: 'unsure', attempts: 2 },
		});
	});

	it('does not keep the batches behind it from being sent', async () => {
		const { outcomes } = await sendTo([...Array<Act>(6).fill(answer(500, {})), reach], 3);

		expect(outcomes).toEqual(['accepted 1', 'accepted 2', 'SERVER_FAULT 0']);
	});
});

describe('A rate limit', () => {
	it('makes the node wait as long as Evermuse says, and go on', async () => {
		const { received, outcomes } = await sendTo(
			[reach, answer(429, { error: 'RATE_LIMITED', message: 'Slow', retryAfter: 7 }), reach],
			3,
		);

		expect(received).toHaveLength(4);
		expect(time.passedMs()).toBe(7_000);
		expect(outcomes).toEqual(['accepted 0', 'accepted 1', 'accepted 2']);
	});

	it.each([
		['seconds', '9'],
		['a date', new Date(Date.now() + 9_000).toUTCString()],
	])('may be said by a header, in %s', async (_how, header) => {
		const { outcomes } = await sendTo([answer(429, {}, { 'Retry-After': header }), reach]);

		expect(time.passedMs()).toBeGreaterThan(1_000);
		expect(time.passedMs()).toBeLessThanOrEqual(9_000);
		expect(outcomes).toEqual(['accepted 0']);
	});

	it('longer than the user wants to wait ends the run, without a request for each of the rest', async () => {
		const { received, outcomes, success } = await sendTo(
			[reach, answer(429, { retryAfter: 121 })],
			4,
		);

		expect(received).toHaveLength(2);
		expect(time.passedMs()).toBe(0);
		expect(outcomes).toEqual(['accepted 0', 'RATE_LIMITED 1', 'RATE_LIMITED 2', 'RATE_LIMITED 3']);
		expect(success.slice(1).map(({ json }) => json.details)).toMatchObject(
			Array(3).fill({ outcome: 'notSent', retryAfterSeconds: 121 }),
		);
	});

	it('told to one sender holds for all: nobody sends before it is over', async () => {
		const at: number[] = [];
		// Whose request is under way when it is told gets the answer only then.
		const told = new Promise<void>((resolve) => {
			time.onWait = () => resolve();
		});
		const limit: Act = async (response, received) => {
			at.push(time.passedMs());
			while (at.length < 3) await nextTurn();
			await answer(429, { retryAfter: 7 })(response, received);
		};
		const late: Act = async (response, received) => {
			at.push(time.passedMs());
			await told;
			await reach(response, received);
		};

		const { outcomes } = await sendTo([limit, late], 8, { concurrency: 3 });

		expect(at).toHaveLength(8 + 1);
		expect(at.slice(0, 3)).toEqual([0, 0, 0]);
		expect(Math.min(...at.slice(3))).toBeGreaterThanOrEqual(7_000);
		expect(outcomes).toEqual(range(8).map((item) => `accepted ${item}`));
	});

	it('does not use up the retries', async () => {
		const limits = Array<Act>(9).fill(answer(429, { retryAfter: 1 }));

		const { outcomes } = await sendTo([...limits, reach], 1, { maxRetries: 1 });

		expect(time.passedMs()).toBe(9_000);
		expect(outcomes).toEqual(['accepted 0']);
	});

	it('tells n8n when to try again', async () => {
		const { url } = await misbehave(answer(429, { retryAfter: 300 }));

		const { error } = await ingest({ recordSource: 'input' }, { items: [aRecord()], baseUrl: url });

		expect(error).toMatchObject({
			httpCode: '429',
			failure: { cause: 'rate-limited', retryAfterMs: 300_000 },
		});
	});
});

describe('An idempotency key in flight (409)', () => {
	const inFlight = answer(409, { error: 'IN_FLIGHT', message: 'Still at it' });

	it('makes the node ask again with the same key until the answer is there', async () => {
		const { received, outcomes } = await sendTo([inFlight, inFlight, reach]);

		expect(received).toHaveLength(3);
		expect(received[2].headers['idempotency-key']).toBe(received[0].headers['idempotency-key']);
		expect(outcomes).toEqual(['accepted 0']);
	});

	it('that stays so leaves the record unclear', async () => {
		const { outcomes, success } = await sendTo([inFlight]);

		expect(outcomes).toEqual(['UNCONFIRMED 0']);
		expect(success[0].json.details).toMatchObject({ outcome: 'unsure', status: 409 });
	});
});
