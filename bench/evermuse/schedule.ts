import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { Fault } from '../../sandbox/faults/fault';
import type { Schedule } from '../Contest';
import { lostFaults } from '../lostFaults';

/** By this the local Evermuse rejects a record that nothing is wrong with. */
export const REJECT_TAG = 'sandbox-reject';

/** Some dozens of messages; in some schedules none is rejected, in some up to half of them. */
const items = fc
	.integer({ min: 0, max: 50 })
	.chain((percent) =>
		fc.array(
			fc.integer({ min: 1, max: 100 }).map((draw) => draw <= percent),
			{ minLength: 24, maxLength: 60 },
		),
	)
	.map((rejected): IDataObject[] => rejected.map(aMessage));

const aMessage = (isRejected: boolean, index: number): IDataObject => ({
	_type: 'message',
	_schema_version: '1.0.0',
	_event_at: '2026-02-24T12:34:56Z',
	_nature: 'evidence',
	_vendor_ids: { message_id: `msg-${index}` },
	_product_id: 'shop',
	_project_ids: ['support'],
	_tags: isRejected ? [REJECT_TAG] : [],
	data: { text: `Message ${index}` },
});

const fault: fc.Arbitrary<Fault | undefined> = fc.oneof(
	fc.constant(undefined),
	fc.constant<Fault>({ kind: 'refuse', status: 429, retryAfter: 1 }),
	fc.constant<Fault>({ kind: 'inFlight409', requests: 1 }),
	...lostFaults,
);

export const schedule: fc.Arbitrary<Schedule> = fc.record({
	items,
	faults: fc.array(fault, { minLength: 1, maxLength: 6 }),
});
