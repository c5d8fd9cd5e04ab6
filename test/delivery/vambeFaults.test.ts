import { setImmediate } from 'node:timers/promises';
import { range } from 'lodash';
import { VAMBE, type VambeCode } from '../../nodes/Vambe/advice';
import { time } from '../support/simulatedTime';
import { anEventItem, eventItems, UNKNOWN_CHANNEL } from './anEventItem';
import { claimsOf } from './claims';
import { expectShown, expectTries } from './expectTries';
import { ACCEPTED, NOT_SENT, times } from './fates';
import { HANDLINGS, stops } from './handlings';
import { sharedTime } from './sharedTime';
import { useVambeDelivery } from './useVambeDelivery';
import { INVALID, ONE_BY_ONE, rows, UNKNOWN } from './vambeFaultTable';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => await sharedTime.sleep(ms),
}));

const { deliver, vambe, stranger } = useVambeDelivery();

const ledger = () => vambe().ledger;

describe.each(HANDLINGS)('With $onError in at most $maxTries', (handling) => {
	it.each(rows)('$what', async ({ faults = [], standing, items, options = {}, ...row }) => {
		const leadElsewhere = (fault: (typeof faults)[number]) =>
			fault?.kind === 'redirect' ? { ...fault, to: stranger().url } : fault;
		vambe().faults.plan(faults.map(leadElsewhere));
		vambe().faults.always(leadElsewhere(standing));
		const tries = stops(handling) && row.stopping ? row.stopping : row;

		const run = await deliver(items, options, handling);

		const { fates } = expectTries(run, handling, tries, {
			requests: ledger().requests.length,
			stored: ledger().events.length,
		});
		if (run.error) expect(run.error.description).toContain(adviceOn(fates));
	});

	const unreachable: Array<[what: string, baseUrl: string]> = [
		['no connection', 'http://127.0.0.1:1'],
		['a host that does not exist', 'https://vambe.invalid'],
	];
	it.each(unreachable)('%s: tried again, then UNREACHABLE', async (_what, baseUrl) => {
		const run = await deliver(eventItems(3), ONE_BY_ONE, handling, { baseUrl });

		expect(run.broken).toEqual([]);
		expect(ledger().requests).toEqual([]);
		expect(time.passedMs()).toBeGreaterThan(0);
		expectShown(run, handling, times(3, 'notSent UNREACHABLE'));
	});

	it('no connection when the user allows no repeats: UNREACHABLE at once', async () => {
		const options = { ...ONE_BY_ONE, maxRetries: 0 };
		const run = await deliver(eventItems(3), options, handling, { baseUrl: 'http://127.0.0.1:1' });

		expect(time.passedMs()).toBe(0);
		expectShown(run, handling, times(3, 'notSent UNREACHABLE'));
	});

	it('HTTP 503 beyond the longest wait: the rest is not sent either', async () => {
		vambe().faults.plan([undefined, { kind: 'refuse', status: 503, retryAfter: 61 }]);

		const run = await deliver(eventItems(4), ONE_BY_ONE, { ...handling, maxTries: 1 });

		expect(run.broken).toEqual([]);
		expect(time.passedMs()).toBe(0);
		expect(ledger().requests).toHaveLength(2);
		expectShown(run, handling, [ACCEPTED, ...times(3, 'notSent SERVER_FAULT')]);
	});

	it("a refusal: the user reads Vambe's own reason", async () => {
		const items = [anEventItem(0, { channel: UNKNOWN_CHANNEL })];
		const run = await deliver(items, {}, handling);

		const [failed] = [...run.success, ...run.errors];
		expect(failed?.json.error ?? run.error?.message).toContain('matches no channel');
	});

	it('a rate limit beyond the longest wait: the user reads how far it came', async () => {
		vambe().faults.plan(times(2, undefined));
		vambe().faults.always({ kind: 'refuse', status: 429, retryAfter: 61 });

		const run = await deliver(eventItems(4), ONE_BY_ONE, handling);

		const failed = [...run.success, ...run.errors].filter(({ json }) => json.error);
		const told = stops(handling) ? [run.error?.message] : failed.map(({ json }) => json.error);
		expect(told).toEqual(
			times(stops(handling) ? 1 : 2, expect.stringContaining('2 of 4 events were accepted')),
		);
	});

	it('Stop during a wait: no new request, and the wait ends within a second', async () => {
		const stop = new AbortController();
		time.onWait = () => stop.abort();
		vambe().faults.plan([undefined, { kind: 'refuse', status: 429, retryAfter: 60 }]);

		const run = await deliver(eventItems(4), ONE_BY_ONE, handling, { stop: stop.signal });

		expect(run.status).toBe('canceled');
		expect(run.broken).toEqual([]);
		expect(ledger().requests).toHaveLength(2);
		expect(time.passedMs()).toBeLessThanOrEqual(1_000);
	});

	it('Stop during a request: that one is unclear, and no other is begun', async () => {
		const stop = new AbortController();
		vambe().faults.plan([undefined, { kind: 'hang', at: 'request', commit: 'before' }]);
		const stopWhenSent = async () => {
			while (ledger().requests.length < 2) await setImmediate();
			stop.abort();
		};

		const [run] = await Promise.all([
			deliver(eventItems(4), ONE_BY_ONE, handling, { stop: stop.signal }),
			stopWhenSent(),
		]);

		expect(run.status).toBe('canceled');
		expect(run.broken).toEqual([]);
		expect(ledger().requests).toHaveLength(2);
		expect(claimsOf(run.attempts[0])?.counts).toEqual({
			accepted: 1,
			unsure: 1,
			notSent: 2,
			rejected: 0,
		});
	});

	it("Stop during a wait for 'Max per Hour': no new request, within a second", async () => {
		const stop = new AbortController();
		time.onWait = () => stop.abort();
		const options = { maxPerHour: 2, maxWaitSeconds: 3_600 };

		const run = await deliver(eventItems(6), options, handling, { stop: stop.signal });

		expect(run.status).toBe('canceled');
		expect(run.broken).toEqual([]);
		expect(ledger().requests).toHaveLength(2);
		expect(time.passedMs()).toBeLessThanOrEqual(1_000);
	});

	it('an event that cannot be written: that item only, before anything is sent', async () => {
		const cycle: Record<string, unknown> = {};
		cycle.self = cycle;
		const thrower = {
			toJSON() {
				throw new Error('on purpose');
			},
		};
		const odd = [NaN, Infinity, 'half \ud83d', cycle, thrower, 10n, 'x'.repeat(1_025)];
		const items = [
			anEventItem(0),
			...odd.map((value, index) => anEventItem(index + 1, { properties: { order: 1, value } })),
		];

		const run = await deliver(items, {}, handling);

		expect(run.broken).toEqual([]);
		expect(ledger().events).toHaveLength(stops(handling) ? 0 : 1);
		expectShown(run, handling, [
			stops(handling) ? NOT_SENT : ACCEPTED,
			...times(odd.length, INVALID),
		]);
	});

	it('many events at a time: each has its own fate, and the others go on', async () => {
		const reset = { kind: 'reset', at: 'body', commit: 'before' } as const;
		const bad = { kind: 'refuse', status: 400 } as const;
		vambe().faults.plan(
			range(40).map((nth) => (nth % 10 === 5 ? reset : nth % 10 === 9 ? bad : undefined)),
		);

		const run = await deliver(eventItems(40), { concurrency: 10 }, handling);

		expect(run.broken).toEqual([]);
		expect(ledger().mostInFlight).toBeGreaterThan(1);
		if (stops(handling)) return expect(ledger().requests.length).toBeLessThanOrEqual(40);
		expect(ledger().events).toHaveLength(36);
		expectShown(run, handling, [...times(32, ACCEPTED), ...times(8, UNKNOWN)]);
	});
});

/** What a person can do about the failure that stopped the node: not about its aftermath. */
function adviceOn(fates: string[]): string {
	const failed = fates.filter((fate) => fate !== ACCEPTED);
	const first = failed.find((fate) => fate !== NOT_SENT) ?? failed[0];
	return VAMBE.advice[first.split(' ')[1] as VambeCode].description;
}
