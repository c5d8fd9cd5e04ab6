import { range } from 'lodash';
import type { INodeExecutionData } from 'n8n-workflow';
import type { Act } from '../support/misbehave';
import { answer, cutOff, drip, hang, misbehave, reset } from '../support/misbehave';
import type { NodeSetup } from '../support/runNode';
import { time } from '../support/simulatedTime';
import { detailsOf, jsonOf, locator } from '../support/useVambeContact';
import { ACCEPTED, useVambeEvent } from '../support/useVambeEvent';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => time.pass(ms),
}));

const { run, runAgainst, credentialFor, requests } = useVambeEvent();

const accept = answer(202, ACCEPTED);
const three: NodeSetup = {
	parameters: { options: { concurrency: 1 } },
	items: [{ n: 1 }, { n: 2 }, { n: 3 }],
	onError: 'continueErrorOutput',
};

/** In a word, what became of each input item, in input order. */
function fatesOf(items: INodeExecutionData[]): string[] {
	const fates = items.map(({ json, pairedItem }) => {
		const { code, outcome } = (json.details ?? {}) as Record<string, string>;
		const fate = json.error === undefined ? 'accepted' : `${code} ${outcome}`;
		return [(pairedItem as { item: number }).item, fate] as const;
	});
	// Each item once: a second outcome would be a second entry.
	expect(fates.map(([item]) => item).sort()).toEqual(range(fates.length));
	return fates.sort(([a], [b]) => a - b).map(([, fate]) => fate);
}

describe('When the second of three events meets', () => {
	beforeEach(() => {
		const { timeout } = AbortSignal;
		jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout.call(AbortSignal, 500));
	});

	const UNKNOWN = 'UNKNOWN_OUTCOME unsure';
	test.each<[what: string, act: Act, second: string, third: string, requests: number]>([
		['a connection that is reset', reset, UNKNOWN, 'accepted', 3],
		['an answer that is cut off', cutOff, UNKNOWN, 'accepted', 3],
		['an answer that never ends', drip, UNKNOWN, 'accepted', 3],
		['no answer at all', hang, UNKNOWN, 'accepted', 3],
		['a web page', answer(200, '<html>Welcome</html>'), UNKNOWN, 'accepted', 3],
		['half of a JSON text', answer(202, '{"id":"df98'), UNKNOWN, 'accepted', 3],
		['an empty answer', answer(202, ''), UNKNOWN, 'accepted', 3],
		['an acceptance without ID', answer(202, {}), UNKNOWN, 'accepted', 3],
		['a conflict', answer(409, {}), UNKNOWN, 'accepted', 3],
		['a fault of Vambe', answer(500, { message: 'Oops' }), UNKNOWN, 'accepted', 3],
		['a fault of a gateway', answer(502, '<html>'), UNKNOWN, 'accepted', 3],
		['an outage', answer(503, {}), UNKNOWN, 'accepted', 3],
		['a gateway that waited too long', answer(504, {}), UNKNOWN, 'accepted', 3],
		[
			'an outage that says for how long, beyond the budget',
			answer(503, {}, { 'Retry-After': '90' }),
			'SERVER_FAULT notSent',
			'SERVER_FAULT notSent',
			2,
		],
		['a key that is not known', answer(401, {}), 'UNAUTHORIZED notSent', 'NOT_SENT notSent', 2],
		['a key that may not do this', answer(403, {}), 'FORBIDDEN notSent', 'NOT_SENT notSent', 2],
		[
			'a limit beyond the budget',
			answer(429, {}, { 'Retry-After': '90' }),
			'RATE_LIMITED notSent',
			'RATE_LIMITED notSent',
			2,
		],
		['a refusal', answer(400, { message: 'No' }), 'REJECTED rejected', 'accepted', 3],
		['an event that is too large', answer(413, {}), 'REJECTED rejected', 'accepted', 3],
		[
			'a refusal with a good status',
			answer(202, { success: false }),
			'REJECTED rejected',
			'accepted',
			3,
		],
		[
			'a redirect',
			answer(307, '', { Location: 'http://127.0.0.1:9/' }),
			'UNEXPECTED_ANSWER notSent',
			'accepted',
			3,
		],
	])('%s, every event has its true outcome', async (_what, act, second, third, sent) => {
		const { success, errors, requests } = await runAgainst([accept, act, accept], three);
		expect(fatesOf([...success, ...errors])).toEqual(['accepted', second, third]);
		expect(requests).toHaveLength(sent);
	});

	test('a redirect to another server, that one never sees the key', async () => {
		const stranger = await misbehave(accept);
		const { errors } = await runAgainst(
			[accept, answer(302, '', { Location: stranger.url }), accept],
			three,
		);
		expect(errors).toHaveLength(1);
		expect(stranger.requests).toEqual([]);
	});
});

describe('Vambe Event and a service that says no', () => {
	test('sends nothing more with a key that is not known', async () => {
		const { errors } = await run({
			...three,
			credentials: credentialFor(undefined, 'another-key'),
		});
		expect(detailsOf(errors)).toEqual([
			{ outcome: 'notSent', code: 'UNAUTHORIZED', status: 401, attempts: 1 },
			{ outcome: 'notSent', code: 'NOT_SENT' },
			{ outcome: 'notSent', code: 'NOT_SENT' },
		]);
		expect(requests()).toHaveLength(1);
		expect(JSON.stringify(errors)).not.toContain('another-key');
	});

	test('stops at the first refusal by default, and says what became of the others', async () => {
		const { error } = await run({
			...three,
			parameters: {
				...three.parameters,
				channel: locator('id', "={{ $json.n === 2 ? 'nobody' : 42 }}"),
			},
			onError: 'stopWorkflow',
		});
		expect(error).toMatchObject({
			message: expect.stringMatching(/^Vambe refused it: .* \[item 1\]$/),
			description: expect.stringMatching(/Of 3: 1 accepted, 1 rejected, 1 not sent\.$/),
			httpCode: '400',
		});
		expect(requests()).toHaveLength(2);
	});

	test('sends nothing without a credential, and passes nothing on as if it were sent', async () => {
		const { success, errors } = await run({ ...three, credentials: [] });
		expect(success).toEqual([]);
		expect(errors.map(({ json }) => json.error)[0]).toBe(
			'Vambe could not be reached: Node does not have any credentials set for "vambeApi" [item 0]',
		);
		expect(fatesOf(errors)).toEqual(Array(3).fill('UNREACHABLE notSent'));
	});

	test('gives everything up when nobody is there', async () => {
		const { errors } = await run({
			...three,
			parameters: { options: { concurrency: 1, maxRetries: 0 } },
			credentials: credentialFor('http://127.0.0.1:9'),
		});
		expect(detailsOf(errors)).toEqual([
			{ outcome: 'notSent', code: 'UNREACHABLE', attempts: 1 },
			{ outcome: 'notSent', code: 'UNREACHABLE' },
			{ outcome: 'notSent', code: 'UNREACHABLE' },
		]);
	});

	test('takes a refusal in an answer with a good status as a refusal', async () => {
		const { errors } = await runAgainst([
			answer(202, { success: false, message: 'Channel is off' }),
		]);
		expect(errors[0].json.error).toBe('Vambe refused it: Channel is off [item 0]');
		expect(detailsOf(errors)).toMatchObject([{ outcome: 'rejected', code: 'REJECTED' }]);
	});
});

describe('Vambe Event and an outcome that is unclear', () => {
	beforeEach(() => {
		jest.spyOn(Date, 'now').mockImplementation(() => time.now);
	});

	/** As slow as Vambe may be: the time of the request is not the time of the answer. */
	const slowly =
		(act: Act): Act =>
		(...given) => {
			time.pass(9_000);
			return act(...given);
		};

	test('says what happened, when, and what to do, without a second request', async () => {
		const { errors, requests } = await runAgainst([slowly(reset)]);
		expect(requests).toHaveLength(1);
		expect(errors[0].json.error).toBe(
			'Vambe gave no clear answer: the connection was closed before the answer was complete; the event sent at 2026-03-02 12:00:00 UTC may or may not have been recorded [item 0]',
		);
		expect(errors[0].json.message).toMatch(
			/\. Look the contact up in Vambe, and send the event again only if it is not there/,
		);
		expect(detailsOf(errors)).toEqual([
			{ outcome: 'unsure', code: 'UNKNOWN_OUTCOME', attempts: 1 },
		]);
	});

	test('sends again when the user allows it', async () => {
		const { success, requests } = await runAgainst([reset, accept], {
			parameters: { options: { resendUncertain: true } },
		});
		expect(jsonOf(success)).toEqual([{ ...ACCEPTED, event: 'purchase' }]);
		expect(requests).toHaveLength(2);
		expect(requests[1].body).toEqual(requests[0].body);
	});

	test('says how often it sent, and when first, if it never becomes clear', async () => {
		const { errors, requests } = await runAgainst([slowly(reset)], {
			parameters: { options: { resendUncertain: true, maxRetries: 2 } },
		});
		expect(requests).toHaveLength(3);
		expect(errors[0].json.error).toMatch(/the event sent at 2026-03-02 12:00:00 UTC may or may/);
		expect(detailsOf(errors)).toMatchObject([{ outcome: 'unsure', attempts: 3 }]);
	});

	test('begins nothing more when the user presses Stop', async () => {
		const stop = new AbortController();
		const stopThenHang: Act = (...given) => {
			stop.abort();
			return hang(...given);
		};
		const { requests } = await runAgainst([stopThenHang], { ...three, stop: stop.signal });
		expect(requests).toHaveLength(1);
	});
});
