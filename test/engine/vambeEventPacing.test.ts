import { range } from 'lodash';
import { VambeEvent } from '../../nodes/Vambe/VambeEvent.node';
import { answer, misbehave } from '../support/misbehave';
import { runRounds } from '../support/runRounds';
import { time } from '../support/simulatedTime';
import { detailsOf } from '../support/useVambeContact';
import { ACCEPTED, anEventForm, useVambeEvent } from '../support/useVambeEvent';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => time.pass(ms),
}));

const { run, runAgainst, credentialFor, requests, events } = useVambeEvent({ eventsPerHour: 50 });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const accept = answer(202, ACCEPTED);
const limit = (seconds: number) => answer(429, {}, { 'Retry-After': String(seconds) });
const items = (count: number) => range(count).map((n) => ({ n }));

/** How long after the first request each one came. */
const timesOf = (all: Array<{ at: number }>) => all.map(({ at }) => at - all[0].at);

/** A process counts the time since it began, and says when that was. */
function goOnInAnotherProcess() {
	const began = time.now;
	const origin = performance.timeOrigin + performance.now();
	jest.spyOn(performance, 'now').mockImplementation(() => time.now - began);
	Object.defineProperty(performance, 'timeOrigin', { value: origin, configurable: true });
}

afterEach(() => {
	Reflect.deleteProperty(performance, 'timeOrigin');
});

describe('A limit of Vambe', () => {
	test('is waited for as long as Vambe asks, and the event is sent again', async () => {
		const { success, requests } = await runAgainst([limit(7), accept]);
		expect(success).toHaveLength(1);
		expect(requests).toHaveLength(2);
		expect(time.passedMs()).toBe(7_000);
	});

	test('sends an event no more often than the option says', async () => {
		const { errors, requests } = await runAgainst([answer(429, {})], {
			parameters: { options: { maxRetries: 1 } },
		});
		expect(detailsOf(errors)).toMatchObject([{ code: 'RATE_LIMITED', attempts: 2 }]);
		expect(requests).toHaveLength(2);
	});

	test('gives up the rest, without a request each, when it is longer than the budget', async () => {
		const { errors, requests } = await runAgainst([accept, limit(90)], {
			parameters: { options: { concurrency: 1 } },
			items: items(3),
		});
		expect(detailsOf(errors)).toEqual([
			{ outcome: 'notSent', code: 'RATE_LIMITED', status: 429, retryAfterSeconds: 90, attempts: 1 },
			{ outcome: 'notSent', code: 'RATE_LIMITED', retryAfterSeconds: 90 },
		]);
		expect(errors.map(({ json }) => json.error)).toEqual([
			'Vambe accepts no more requests for now; 1 of 3 events were accepted [item 1]',
			'Not sent, because of what happened before it: Vambe accepts no more requests for now; 1 of 3 events were accepted [item 2]',
		]);
		expect(requests).toHaveLength(2);
		expect(time.passedMs()).toBe(0);
	});

	test('of an hour gives up the rest, without a request each', async () => {
		const { success, errors } = await run({
			parameters: { options: { concurrency: 1, maxRetries: 0 } },
			items: items(60),
			onError: 'continueErrorOutput',
		});
		expect(success).toHaveLength(50);
		expect(errors.map(({ pairedItem }) => pairedItem)).toEqual(
			range(50, 60).map((item) => ({ item })),
		);
		expect(detailsOf(errors)).toEqual(
			errors.map(() => expect.objectContaining({ outcome: 'notSent', code: 'RATE_LIMITED' })),
		);
		expect(errors[9].json.error).toMatch(/; 50 of 60 events were accepted \[item 59\]$/);
		expect(requests()).toHaveLength(51);
	});

	test('counts what was invalid among the events, too', async () => {
		const { errors } = await runAgainst([accept, limit(90)], {
			parameters: { event: '={{ $json.n === 0 ? "" : "purchase" }}', options: { concurrency: 1 } },
			items: items(4),
		});
		expect(errors[2].json.error).toMatch(/; 1 of 4 events were accepted \[item 3\]$/);
	});

	test('that is not over yet holds for the next round of a loop', async () => {
		const { url, requests } = await misbehave(limit(90), accept);
		const { outputs } = await runRounds(new VambeEvent(), {
			parameters: anEventForm(),
			credentials: credentialFor(url),
			rounds: [items(1), items(1)],
		});
		expect(detailsOf(outputs.flat())).toMatchObject([
			{ code: 'RATE_LIMITED', retryAfterSeconds: 90, attempts: 1 },
			{ code: 'RATE_LIMITED', retryAfterSeconds: 90 },
		]);
		expect(outputs[1][0].json.details).not.toHaveProperty('attempts');
		expect(requests).toHaveLength(1);
	});

	test('that lasts a little longer is waited for by the next round, within its budget', async () => {
		const { url, requests } = await misbehave(limit(90), accept);
		const { outputs } = await runRounds(new VambeEvent(), {
			parameters: anEventForm(),
			credentials: credentialFor(url),
			rounds: [items(1), items(1)],
			duringWait: () => time.pass(50_000),
		});
		expect(outputs[1]).toMatchObject([{ json: { event: 'purchase' } }]);
		expect(requests).toHaveLength(2);
		// The rest of the pause, between the Wait after the first round and that after the second.
		expect(time.passedMs()).toBe(50_000 + 40_000 + 50_000);
	});

	test('does not outlast the execution', async () => {
		await runAgainst([limit(90)]);
		const { success } = await runAgainst([accept]);
		expect(success).toHaveLength(1);
	});
});

describe('Max per Hour', () => {
	test('holds requests back, and says when to go on', async () => {
		const { success, errors } = await run({
			parameters: { options: { maxPerHour: 2 } },
			items: items(3),
			onError: 'continueErrorOutput',
		});
		expect(success).toHaveLength(2);
		expect(detailsOf(errors)).toEqual([
			{ outcome: 'notSent', code: 'RATE_LIMITED', retryAfterSeconds: 3_600 },
		]);
		expect(errors[0].json.error).toBe(
			"'Max per Hour' is reached: 2 requests in the last hour; 2 of 3 events were accepted [item 2]",
		);
		expect(requests()).toHaveLength(2);
	});

	test('is waited for over several hours, when the budget allows that', async () => {
		const { success } = await run({
			parameters: { options: { concurrency: 1, maxPerHour: 2, maxWaitSeconds: 3_600 } },
			items: items(5),
		});
		expect(success).toHaveLength(5);
		expect(timesOf(requests())).toEqual([0, 0, HOUR, HOUR, 2 * HOUR]);
	});

	test('counts repeated requests, too', async () => {
		const { url, requests } = await misbehave(limit(1), limit(1), accept);
		const { errors } = await run({
			parameters: { options: { maxPerHour: 2 } },
			credentials: credentialFor(url),
			onError: 'continueErrorOutput',
		});
		expect(detailsOf(errors)).toEqual([
			{ outcome: 'notSent', code: 'RATE_LIMITED', retryAfterSeconds: 3_599, attempts: 2 },
		]);
		expect(requests).toHaveLength(2);
	});

	test.each([
		[2.9, 2],
		[0.5, 1],
		['3', 3],
		[-1, 5],
		[0, 5],
	])('of %p lets through %i of five', async (maxPerHour, sent) => {
		const { success, errors } = await run({
			parameters: { options: { maxPerHour } },
			items: items(5),
			onError: 'continueErrorOutput',
		});
		expect(success).toHaveLength(sent);
		for (const { json } of errors) expect(json.error).toMatch(` ${sent} requests in the last hour`);
	});

	const pacedRounds = (duringWait?: () => void) =>
		runRounds(new VambeEvent(), {
			parameters: anEventForm({
				options: { concurrency: 1, maxPerHour: 3, maxWaitSeconds: 3_600 },
			}),
			credentials: credentialFor(),
			rounds: [items(2), items(2), items(2), items(2)],
			duringWait,
		});

	test('holds over all rounds of a loop', async () => {
		const { outputs } = await pacedRounds();
		expect(outputs.flat().filter(({ json }) => json.error)).toEqual([]);
		expect(timesOf(requests())).toEqual([0, 0, 0, HOUR, HOUR, HOUR, 2 * HOUR, 2 * HOUR]);
	});

	test('holds over a Wait, after which another worker may go on', async () => {
		await pacedRounds(() => {
			time.pass(10 * MINUTE);
			goOnInAnotherProcess();
		});
		expect(timesOf(requests()).map((ms) => ms / MINUTE)).toEqual([0, 0, 10, 60, 70, 70, 120, 130]);
	});

	test('keeps only the times of the last hour', async () => {
		const { run } = await pacedRounds(() => time.pass(HOUR));
		expect(run.data.executionData?.contextData['node:Node']).toMatchObject({
			requestTimes: [expect.any(Number), expect.any(Number)],
		});
	});

	test('of 0 keeps no times', async () => {
		const { run } = await runRounds(new VambeEvent(), {
			parameters: anEventForm(),
			credentials: credentialFor(),
			rounds: [items(2)],
		});
		expect(run.data.executionData?.contextData['node:Node']).toEqual({});
	});

	test('brings everything through with a Wait and a loop, each event once', async () => {
		let open = items(7);
		await runRounds(new VambeEvent(), {
			parameters: anEventForm({ propertiesMode: 'input', options: { maxPerHour: 2 } }),
			credentials: credentialFor(),
			rounds: (round, last) => {
				if (round === 0) return open;
				const failed = last.filter(({ json }) => json.error);
				open = failed.map(({ pairedItem }) => open[(pairedItem as { item: number }).item]);
				return open;
			},
			duringWait: () => time.pass(HOUR),
		});
		expect(events().map(({ body }) => (body as { properties: object }).properties)).toEqual(
			items(7),
		);
		expect(timesOf(events())).toEqual([0, 0, 1, 1, 2, 2, 3].map((hours) => hours * HOUR));
	});
});
