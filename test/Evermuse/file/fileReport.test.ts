import type { Delivery } from '../../../nodes/Evermuse/logic/deliverBatch';
import type { Waited } from '../../../nodes/Evermuse/logic/batchWait';
import { FileReport } from '../../../nodes/Evermuse/logic/file/fileReport';
import { EVERMUSE } from '../../../nodes/Evermuse/advice';
import { accept, fail } from '../../../nodes/Evermuse/logic/recordFate';
import type { PackedRecord } from '../../../nodes/Evermuse/logic/batch';
import { failureOf } from '../../../nodes/shared/logic/readReply';
import { aBatchStatus } from '../../support/aBatchStatus';
import { aPackedRecord } from '../../support/aPackedRecord';

const atLine = (line: number, itemIndex = 0): PackedRecord => ({
	...aPackedRecord(itemIndex),
	recordIndex: line - 1,
	line,
});
const unsure = failureOf(EVERMUSE, 'UNCONFIRMED', 'unsure', 'It broke');
const rejected = failureOf(EVERMUSE, 'REJECTED', 'rejected', 'No');

const takenAs = (batchId: string, records: PackedRecord[]): Delivery['sent'][number] => ({
	records,
	bytes: 10,
	reply: { kind: 'done', body: { batchId, acceptedCount: records.length, rejectedCount: 0 } },
});

/** A delivery of lines in one batch. */
const deliveryOf = (batchId: string, ...lines: number[]): Delivery => {
	const records = lines.map((line) => atLine(line));
	return {
		sent: [takenAs(batchId, records)],
		results: records.map((record) => accept(record, batchId)),
	};
};

describe('What is kept of a run that submits files', () => {
	it('is the requests without their records, the failures, and the number of the rest', () => {
		const report = new FileReport();
		const lines = [4, 5, 6].map((line) => atLine(line));
		report.add(deliveryOf('b1', 1, 2, 3));
		report.add({
			sent: [takenAs('b2', lines), takenAs('b3', lines.slice(2))],
			results: [fail(lines[0], rejected), accept(lines[1], 'b2'), accept(lines[2], 'b3')],
		});

		expect(report.sent).toEqual([
			expect.objectContaining({ recordCount: 3, items: [0], bytes: 10 }),
			expect.objectContaining({ recordCount: 3, items: [0] }),
			expect.objectContaining({ recordCount: 1, items: [0] }),
		]);
		expect(JSON.stringify(report.sent)).not.toContain('msg-');
		expect(report.acceptedCount()).toBe(5);
		expect(report.batchIds()).toEqual(['b1', 'b2', 'b3']);
		expect(report.failures.items()).toEqual([fail(lines[0], rejected)]);
	});

	it('is none of the results that it was told', () => {
		const delivery = deliveryOf('b1', 1, 2);
		new FileReport().add(delivery);

		expect(delivery.results).toEqual([]);
	});

	it('is how far in each file Evermuse has or may have records', () => {
		const report = new FileReport();
		report.add({
			sent: [],
			results: [
				accept(atLine(8), 'b1'),
				accept(atLine(3), 'b1'),
				fail(atLine(9), rejected),
				fail(atLine(2, 1), unsure),
				fail(atLine(9, 2), rejected),
			],
		});

		expect([...report.reach]).toEqual([
			[0, 7],
			[1, 1],
		]);
	});
});

describe('After the wait for the batches', () => {
	const finished = (status: string): Waited => ({
		kind: 'finished',
		batch: aBatchStatus({ status }),
	});

	it('a batch that failed is one failure for all that it accepted, at the first of them', () => {
		const report = new FileReport();
		report.add(deliveryOf('b1', 1, 2));
		report.add(deliveryOf('b2', 3, 4, 5));
		report.settle(
			new Map([
				['b1', finished('COMPLETE')],
				['b2', finished('FAILED')],
			]),
		);

		expect(report.batchesToAwait()).toEqual(['b1']);
		expect(report.acceptedCount()).toBe(2);
		expect(report.failures.items()).toEqual([
			{
				itemIndex: 0,
				recordIndex: 2,
				line: 3,
				ok: false,
				count: 3,
				failure: expect.objectContaining({ code: 'BATCH_FAILED', batchId: 'b2' }),
			},
		]);
	});

	it('a record that was sent again in a part hangs on the whole batch, too', () => {
		const report = new FileReport();
		const lines = [1, 2].map((line) => atLine(line));
		report.add({
			sent: [takenAs('whole', lines), takenAs('part', lines.slice(1))],
			results: [accept(lines[0], 'whole'), accept(lines[1], 'part')],
		});

		expect(report.batchesToAwait()).toEqual(['whole', 'part']);
		report.settle(
			new Map([
				['whole', finished('FAILED')],
				['part', finished('COMPLETE')],
			]),
		);
		expect(report.acceptedCount()).toBe(0);
	});

	it('nothing is changed where nobody waited', () => {
		const report = new FileReport();
		report.add(deliveryOf('b1', 1, 2));
		report.settle(new Map());

		expect(report.acceptedCount()).toBe(2);
	});
});
