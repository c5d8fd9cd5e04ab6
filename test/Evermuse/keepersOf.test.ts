import { range } from 'lodash';
import type { SentBatch } from '../../nodes/Evermuse/logic/deliverBatch';
import { keepersOf } from '../../nodes/Evermuse/logic/keepersOf';
import type { PackedRecord } from '../../nodes/Evermuse/logic/batch';
import type { Failure } from '../../nodes/shared/logic/reply';
import { somePackedRecords } from '../support/aPackedRecord';
import { deliverToModel } from './deliverToModel';

const FAILURE: Failure = { outcome: 'unsure', code: 'X', message: 'It broke', description: 'Try.' };
const RECORDS = somePackedRecords(12);

/** What a request with the records from one place to another became: a batch, or nothing. */
type Request = [records: PackedRecord[], batchId?: string];

const part = (from: number, to: number, batchId?: string): Request => [
	RECORDS.slice(from, to),
	batchId,
];

const sentBatch = ([records, batchId]: Request): SentBatch => ({
	records,
	bytes: 1,
	reply: batchId
		? { kind: 'done', body: { batchId, acceptedCount: 1, rejectedCount: 1 } }
		: { kind: 'lost', failure: FAILURE },
});

describe('What a batch accepted may be kept by', () => {
	it.each<[string, Request[], Record<string, string[]>]>([
		['none when nothing was sent', [], {}],
		['itself when it is the only one', [part(0, 12, 'all')], { all: ['all'] }],
		[
			'the whole and itself when it is a part, and not by the other parts',
			[part(0, 12, 'all'), part(0, 6, 'left'), part(6, 12, 'right')],
			{ all: ['all'], left: ['all', 'left'], right: ['all', 'right'] },
		],
		[
			'every whole that it is a part of, the earliest first',
			[
				part(0, 12, 'all'),
				part(0, 6, 'left'),
				part(6, 12, 'right'),
				part(6, 9, 'early'),
				part(9, 12, 'late'),
				part(9, 10, 'one'),
			],
			{
				all: ['all'],
				left: ['all', 'left'],
				right: ['all', 'right'],
				early: ['all', 'right', 'early'],
				late: ['all', 'right', 'late'],
				one: ['all', 'right', 'late', 'one'],
			},
		],
		[
			'itself when there was no answer to the whole',
			[part(0, 12), part(0, 6, 'left'), part(6, 12, 'right')],
			{ left: ['left'], right: ['right'] },
		],
		[
			'the whole of the whole when there was no answer to the one between',
			[part(0, 12, 'all'), part(0, 6), part(6, 12, 'right'), part(0, 3, 'early')],
			{ all: ['all'], right: ['all', 'right'], early: ['all', 'early'] },
		],
		[
			'the whole when the part has only records from its middle',
			[part(0, 12, 'all'), [[RECORDS[3], RECORDS[7]], 'picked']],
			{ all: ['all'], picked: ['all', 'picked'] },
		],
		[
			'one batch when Evermuse recognised the part as that batch',
			[part(0, 12, 'all'), part(0, 6, 'all')],
			{ all: ['all'] },
		],
		[
			'the wholes of all requests that Evermuse took for the same batch',
			[
				part(0, 6, 'left'),
				part(6, 12, 'right'),
				part(0, 3, 'same'),
				part(6, 9, 'same'),
				part(6, 7, 'one'),
			],
			{
				left: ['left'],
				right: ['right'],
				same: ['left', 'same', 'right'],
				one: ['right', 'same', 'one'],
			},
		],
	])('%s', (_whom, sent, keepers) => {
		expect(Object.fromEntries(keepersOf(sent.map(sentBatch)))).toEqual(keepers);
	});

	it('every batch that has the record, whatever way a delivery took', async () => {
		const { sent } = await deliverToModel(300, { badItems: range(0, 300, 5) });

		const keepers = keepersOf(sent);
		expect(sent.length).toBeGreaterThan(3);
		sent.forEach(({ records, reply }, place) => {
			if (reply.kind !== 'done') return;
			for (const record of records) {
				const having = sent
					.slice(0, place + 1)
					.filter((other) => other.records.includes(record))
					.flatMap((other) => (other.reply.kind === 'done' ? other.reply.body.batchId : []));
				expect(keepers.get(reply.body.batchId)).toEqual(having);
			}
		});
	});
});
