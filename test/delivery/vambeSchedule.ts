import fc from 'fast-check';
import type { Fault } from '../../sandbox/faults/fault';
import type { WeightedFault } from './anyFault';
import { anyFault } from './anyFault';
import type { EventItem } from './anEventItem';
import { anEventItem, UNKNOWN_CHANNEL } from './anEventItem';
import type { Schedule } from './schedule';
import { drawSchedule } from './schedule';
import type { VambeOptions } from './vambeInvariants';
import { seldom, some, weighted } from './weighted';

const ofItsOwn: WeightedFault[] = [
	[4, fc.record({ kind: some('deny'), by: some('success', 'ok', 'status', 'error') })],
	[1, some({ kind: 'inFlight409', requests: 1 })],
	[
		3,
		fc.record({
			kind: some('refuse'),
			status: some(400, 413, 422),
			as: some('json', 'html', 'empty'),
		}),
	],
	[
		3,
		fc.record({
			kind: some('refuse'),
			status: some(503),
			retryAfterHeader: some('3', '61', 'Wed, 21 Oct 2015 07:28:00 GMT'),
		}),
	],
	[
		2,
		fc.record({
			kind: some('refuse'),
			status: some(500, 502, 504),
			retryAfterHeader: some('3', 'soon'),
			commit: some('before', 'never'),
		}),
	],
];

type Kind = 'good' | 'twin' | 'refused' | 'invalid' | 'unwritable';

/** An item of each kind: good, or bad in one of the ways in which events are. */
const OVERRIDES: Record<Exclude<Kind, 'twin'>, (order: number) => Partial<EventItem>> = {
	good: () => ({}),
	refused: () => ({ channel: UNKNOWN_CHANNEL }),
	invalid: () => ({ event: '' }),
	unwritable: (order) => ({ properties: { order, total: NaN } }),
};

/** A twin is like the item before it, to the letter. */
const toItems = (kinds: Kind[]): EventItem[] =>
	kinds.reduce<EventItem[]>((items, kind, order) => {
		const previous = items.at(-1) ?? anEventItem(order);
		const item = kind === 'twin' ? previous : anEventItem(order, OVERRIDES[kind](order));
		return [...items, item];
	}, []);

const items = fc
	.record({
		badOf100: some(0, 0, 10, 50),
		twinsOf100: some(0, 0, 30),
		size: weighted<{ min: number; max: number }>(
			[7, some({ min: 1, max: 12 })],
			[3, some({ min: 20, max: 40 })],
		),
	})
	.chain(({ badOf100, twinsOf100, size }) =>
		fc.array(
			weighted<Kind>(
				[100, some('good')],
				[badOf100, some('refused', 'refused', 'invalid', 'unwritable')],
				[twinsOf100, some('twin')],
			),
			{ minLength: size.min, maxLength: size.max, size: 'max' },
		),
	)
	.map(toItems);

const options: fc.Arbitrary<VambeOptions> = fc
	.record({
		concurrency: fc.integer({ min: 1, max: 10 }),
		resendUncertain: weighted([3, some(false)], [1, some(true)]),
		maxRetries: seldom(some(0, 1, 2, 5)),
		maxWaitSeconds: seldom(some(0, 5, 3_600)),
		maxPerHour: seldom(some(1, 4, 20)),
	})
	.map((all) => JSON.parse(JSON.stringify(all)) as VambeOptions);

/** Whoever waits for an hour, and is told again and again to wait a few seconds, asks too often. */
const isTooMuch = (standing: Fault, { maxWaitSeconds = 0 }: VambeOptions): boolean =>
	maxWaitSeconds > 60 && ('retryAfter' in standing || 'retryAfterHeader' in standing);

/** Any run of Vambe Event, with anything that can go wrong. */
export const vambeSchedule = (seed: number, stranger: string): Schedule<EventItem, VambeOptions> =>
	drawSchedule(seed, { items, options, fault: anyFault(stranger, ofItsOwn), isTooMuch });
