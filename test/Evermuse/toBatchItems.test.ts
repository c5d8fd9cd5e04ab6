import type { Waited } from '../../nodes/Evermuse/logic/batchWait';
import { summarizeSent } from '../../nodes/Evermuse/logic/summarizeSent';
import { toBatchItems } from '../../nodes/Evermuse/toBatchItems';
import { aBatchStatus } from '../support/aBatchStatus';
import { aPackedRecord } from '../support/aPackedRecord';

const SENT = summarizeSent({
	records: [aPackedRecord(3)],
	bytes: 8,
	reply: { kind: 'done', body: { batchId: 'b1', acceptedCount: 1, rejectedCount: 0 } },
});

const batch = (status: string) => aBatchStatus({ status });
const failure = { outcome: 'notSent', code: 'X', message: 'No', description: 'Ask.' } as const;

describe('The item of a batch', () => {
	it.each<[string, Waited | undefined, string]>([
		['nobody waited for', undefined, 'accepted'],
		['is complete', { kind: 'finished', batch: batch('COMPLETE') }, 'COMPLETE'],
		['failed', { kind: 'finished', batch: batch('FAILED') }, 'FAILED'],
		['was not finished in time', { kind: 'ranOut', last: batch('LANDED') }, 'LANDED'],
		['was never heard of', { kind: 'ranOut' }, 'accepted'],
		['was not waited for to the end', { kind: 'cancelled' }, 'accepted'],
		['nothing is told of', { kind: 'refused', reply: { kind: 'refused', failure } }, 'accepted'],
	])('that %s says what was last heard of it', (_which, waited, status) => {
		const waits = new Map(waited && [['b1', waited]]);

		expect(toBatchItems([SENT], waits)).toMatchObject([
			{ json: { batchId: 'b1', status, recordCount: 1 }, pairedItem: [{ item: 3 }] },
		]);
	});
});
