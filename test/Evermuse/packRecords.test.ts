import { createHash } from 'node:crypto';
import { EVERMUSE } from '../../nodes/Evermuse/advice';
import type { BatchLimits } from '../../nodes/Evermuse/logic/batch';
import { examineRecord, writeRecord } from '../../nodes/Evermuse/logic/examineRecord';
import { idempotencyKey } from '../../nodes/Evermuse/logic/idempotencyKey';
import { invalidRecord } from '../../nodes/Evermuse/logic/invalidRecord';
import { MergeFinder } from '../../nodes/Evermuse/logic/mergeFinder';
import type { ReadRecord } from '../../nodes/Evermuse/logic/packRecords';
import { packRecords, readAll } from '../../nodes/Evermuse/logic/packRecords';
import { fail } from '../../nodes/Evermuse/logic/recordFate';
import type { FailedItem } from '../../nodes/shared/logic/itemResult';
import { createBrake } from '../../nodes/shared/logic/brake';
import { aRecord } from '../sandbox/aRecord';

const LIMITS: BatchLimits = { maxRecords: 2, maxBytes: 10_000, format: 'ndjson' };

const good = (itemIndex: number, overrides: Record<string, unknown> = {}): ReadRecord => ({
	origin: { itemIndex },
	record: aRecord({ ...overrides, _vendor_ids: { message_id: `m${itemIndex}` } }),
});
const bad = (itemIndex: number): ReadRecord =>
	fail({ itemIndex }, invalidRecord([{ path: '_type', message: 'is missing' }]));
const large = (itemIndex: number) => good(itemIndex, { data: { text: 'x'.repeat(10_000) } });

function setUp({ limits = LIMITS, stopAtFirst = false, isCancelled = () => false } = {}) {
	const work = {
		limits,
		brake: createBrake(EVERMUSE, stopAtFirst, isCancelled),
		giveWay: jest.fn(() => undefined as Promise<void> | undefined),
	};
	const report = { unsent: [] as FailedItem[], merges: new MergeFinder() };
	return { work, report };
}

async function pack(records: Iterable<ReadRecord>, { work, report }: ReturnType<typeof setUp>) {
	const batches: string[] = [];
	for await (const { records: packed, body } of packRecords(records, work, report)) {
		batches.push(packed.map(({ itemIndex }) => itemIndex).join(' '));
		expect(body.toString().split('\n')).toHaveLength(packed.length + 1);
	}
	const unsent = report.unsent.map(({ itemIndex, failure }) => `${itemIndex} ${failure.code}`);
	return { batches, unsent };
}

describe('Records on their way into batches', () => {
	it('leave out those that are wrong or too large, and go on', async () => {
		expect(await pack([good(0), bad(1), good(2), large(3), good(4)], setUp())).toEqual({
			batches: ['0 2', '4'],
			unsent: ['1 INVALID_RECORD', '3 RECORD_TOO_LARGE'],
		});
	});

	it('are not sent any more once the run is to end, but all are told of', async () => {
		const run = setUp({ stopAtFirst: true });

		expect(await pack([good(0), bad(1), good(2), bad(3)], run)).toEqual({
			batches: ['0'],
			unsent: ['1 INVALID_RECORD', '2 NOT_SENT', '3 INVALID_RECORD'],
		});
	});

	it('are read only as far as the batches are asked for', async () => {
		let read = 0;
		const records = (function* () {
			for (; read < 10; read++) yield good(read);
		})();
		const { work, report } = setUp();
		const batches = packRecords(records, work, report);

		await batches.next();
		expect(read).toBe(1);
		await batches.next();
		expect(read).toBe(3);
	});

	it('are compared with each other, as far as they are sent', async () => {
		const run = setUp();
		await pack([good(0), good(0), bad(0)], run);

		expect(run.report.merges.merged.size).toBe(1);
	});

	it('let others have their turn', async () => {
		const run = setUp();
		await pack([good(0), bad(1), good(2)], run);

		expect(run.work.giveWay).toHaveBeenCalledTimes(3);
	});

	it.each([
		[
			'examined at a glance',
			(record: unknown) => examineRecord(record, { check: true, limits: LIMITS }),
		],
		['written when they are examined', (record: unknown) => writeRecord(record, true)],
	])('are each written once, into the body that is hashed and sent: %s', async (_how, look) => {
		const records = Array.from({ length: 1_000 }, (_, n) => aRecord({ data: { n } }));
		const { work, report } = setUp({ limits: { ...LIMITS, maxRecords: 500, maxBytes: 5_000_000 } });
		const written = jest.spyOn(JSON, 'stringify');
		const read = (function* () {
			for (const [itemIndex, record] of records.entries()) {
				yield { origin: { itemIndex }, ...look(record) } as ReadRecord;
			}
		})();

		for await (const { body, letGo } of packRecords(read, work, report)) {
			const key = idempotencyKey({ from: 'content', label: '' }, body, true);
			expect(key).toBe(createHash('sha256').update(body).digest('hex'));
			letGo(true);
		}

		const ofRecords = written.mock.calls.filter(([value]) => records.includes(value as never));
		expect(ofRecords).toHaveLength(1_000);
	});
});

describe('Records that are all read first', () => {
	it('are there in their order, with those that are wrong', async () => {
		const { work } = setUp();

		const all = await readAll([good(0), bad(1), good(2)], work);

		expect(all.map((read) => ('ok' in read ? read.failure.code : 'good'))).toEqual([
			'good',
			'INVALID_RECORD',
			'good',
		]);
		expect(work.giveWay).toHaveBeenCalledTimes(3);
	});

	it('are not sent at all if one is wrong and the run is to stop there', async () => {
		const run = setUp({ stopAtFirst: true });

		expect(await pack(await readAll([good(0), good(1), bad(2)], run.work), run)).toEqual({
			batches: [],
			unsent: ['0 NOT_SENT', '1 NOT_SENT', '2 INVALID_RECORD'],
		});
	});
});
