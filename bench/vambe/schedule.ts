import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { Fault } from '../../sandbox/faults/fault';
import type { Schedule } from '../Contest';
import { lostFaults } from '../lostFaults';

/** The local Vambe has no such channel, and refuses its events. */
export const UNKNOWN_CHANNEL = '+10000000000';

/** Some dozens of events; in some schedules none is refused, in some up to a tenth of them. */
const items = fc
	.integer({ min: 0, max: 10 })
	.chain((percent) =>
		fc.array(
			fc.integer({ min: 1, max: 100 }).map((draw) => draw <= percent),
			{ minLength: 24, maxLength: 60 },
		),
	)
	.map((refused): IDataObject[] => refused.map(aPurchase));

const aPurchase = (isRefused: boolean, index: number): IDataObject => ({
	event: 'purchase',
	properties: { orderId: `ORD-${index}`, total: 49990 },
	contact: { phone: '+56911112222' },
	channel: { channelPhone: isRefused ? UNKNOWN_CHANNEL : '+56999999999' },
});

const fault: fc.Arbitrary<Fault | undefined> = fc.oneof(
	fc.constant(undefined),
	fc.constant<Fault>({ kind: 'refuse', status: 429, retryAfterHeader: '1' }),
	fc.constant<Fault>({ kind: 'refuse', status: 503, retryAfterHeader: '1' }),
	fc.constantFrom('success' as const, 'error' as const).map((by): Fault => ({ kind: 'deny', by })),
	...lostFaults,
);

export const schedule: fc.Arbitrary<Schedule> = fc.record({
	items,
	faults: fc.array(fault, { minLength: 1, maxLength: 6 }),
});
