import { countBy, range } from 'lodash';
import { HOUR, SECOND } from '../sandbox/useSandbox';
import { time } from '../support/simulatedTime';
import { eventItems } from './anEventItem';
import { sharedTime } from './sharedTime';
import { useVambeDelivery } from './useVambeDelivery';
import { mostInAnHour } from './vambeInvariants';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => await sharedTime.sleep(ms),
}));

const PER_HOUR = 20;

/** Vambe's own limit is just what the user set, so that a request too many is a 429. */
const { deliver, vambe } = useVambeDelivery({ eventsPerHour: PER_HOUR });

const handling = { onError: 'continueRegularOutput', maxTries: 1 } as const;
const options = { maxPerHour: PER_HOUR, maxWaitSeconds: 3_600 };

const requests = () => vambe().ledger.requests;

/** How many requests began so many milliseconds after the first. */
const begun = () => countBy(requests(), ({ at }) => at - requests()[0].at);

it.each([1, 4, 10])(
	'Over several hours each hour is used to the full, and none beyond: %i at a time',
	async (concurrency) => {
		const run = await deliver(eventItems(90), { ...options, concurrency }, handling);

		expect(run.broken).toEqual([]);
		expect(vambe().ledger.events).toHaveLength(90);
		expect(begun()).toEqual({
			...Object.fromEntries(range(4).map((hour) => [hour * HOUR, PER_HOUR])),
			[4 * HOUR]: 10,
		});
		expect(requests().map(({ status }) => status)).not.toContain(429);
		expect(time.passedMs()).toBe(4 * HOUR);
	},
);

it.each([1, 10])(
	'At the end of an hour no more begin than it has room for: %i at a time',
	async (concurrency) => {
		const pause = 3_599;
		vambe().faults.plan([undefined, { kind: 'refuse', status: 429, retryAfter: pause }]);

		const run = await deliver(eventItems(2 * PER_HOUR - 1), { ...options, concurrency }, handling);

		expect(run.broken).toEqual([]);
		expect(vambe().ledger.events).toHaveLength(2 * PER_HOUR - 1);
		// As many as were under way when Vambe asked for the pause; the others follow when it is over.
		const first = begun()[0];
		expect(begun()).toEqual({
			0: first,
			[pause * SECOND]: PER_HOUR - first,
			[HOUR]: first,
			[pause * SECOND + HOUR]: PER_HOUR - first,
		});
		expect(mostInAnHour(requests())).toBe(PER_HOUR);
	},
);

it('A repeated request takes a place, too', async () => {
	vambe().faults.plan(range(PER_HOUR).map(() => ({ kind: 'refuse', status: 429, retryAfter: 1 })));

	const run = await deliver(eventItems(1), { ...options, maxWaitSeconds: 60 }, handling);

	expect(run.broken).toEqual([]);
	expect(requests()).toHaveLength(PER_HOUR);
	expect(run.success[0].json.details).toMatchObject({
		code: 'RATE_LIMITED',
		outcome: 'notSent',
		attempts: PER_HOUR,
		retryAfterSeconds: 3_600 - PER_HOUR + 1,
	});
});

it('Without time to wait the rest is given up at once, and the user reads when to come back', async () => {
	const run = await deliver(eventItems(PER_HOUR + 2), { ...options, maxWaitSeconds: 60 }, handling);

	expect(run.broken).toEqual([]);
	expect(requests()).toHaveLength(PER_HOUR);
	expect(time.passedMs()).toBe(0);
	expect(run.success.slice(PER_HOUR).map(({ json }) => json.details)).toEqual(
		range(2).map(() => expect.objectContaining({ code: 'RATE_LIMITED', retryAfterSeconds: 3_600 })),
	);
});

it('Without a limit of his own nobody waits', async () => {
	const run = await deliver(eventItems(PER_HOUR), { ...options, maxPerHour: 0 }, handling);

	expect(run.broken).toEqual([]);
	expect(requests()).toHaveLength(PER_HOUR);
	expect(time.passedMs()).toBe(0);
});
