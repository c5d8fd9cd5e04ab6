import { EVERMUSE } from '../../../nodes/Evermuse/advice';
import {
	describeCounts,
	describePlaces,
	describeRest,
} from '../../../nodes/Evermuse/logic/file/describeFiles';
import { fail } from '../../../nodes/Evermuse/logic/recordFate';
import type { FailedItem, Origin } from '../../../nodes/shared/logic/itemResult';
import { failureOf } from '../../../nodes/shared/logic/readReply';

const failed = (place: Origin, outcome: 'rejected' | 'notSent' | 'unsure' = 'rejected') =>
	fail(place, failureOf(EVERMUSE, 'REJECTED', outcome, 'No'));
const atLine = (line: number): Origin => ({ itemIndex: 0, recordIndex: line - 1, line });

describe('What became of the records of files', () => {
	it.each<[string, number, FailedItem[], string]>([
		['nothing', 0, [], ''],
		['a file that could not be read', 0, [{ ...failed({ itemIndex: 0 }), count: 0 }], ''],
		['good ones', 1_234, [], 'Of 1,234 records: 1,234 valid.'],
		[
			'all kinds',
			5,
			[
				failed(atLine(1)),
				failed(atLine(2), 'unsure'),
				{ ...failed(atLine(3), 'notSent'), count: 2_000 },
				failed(atLine(4), 'notSent'),
				{ ...failed(atLine(5)), count: 0 },
			],
			'Of 2,008 records: 5 valid, 1 rejected, 2,001 not sent, 1 unclear.',
		],
	])('is told in a sentence: %s', (_what, good, failures, sentence) => {
		expect(describeCounts([good, 'valid'], failures)).toBe(sentence);
	});
});

describe('Where else something failed', () => {
	it.each<[string, FailedItem[], string]>([
		['nowhere', [], ''],
		[
			'in lines, in records, and in files',
			[atLine(7), { itemIndex: 1, recordIndex: 3 }, { itemIndex: 2 }].map((place) => failed(place)),
			'Failed, too: line 7 of item 0, record 3 of item 1, item 2.',
		],
		[
			'in more places than a sentence can name',
			Array.from({ length: 11 }, (_, n) => failed(atLine(n + 1))),
			`Failed, too: ${Array.from({ length: 10 }, (_, n) => `line ${n + 1} of item 0`).join(', ')} and others.`,
		],
	])('is told in a sentence: %s', (_what, failures, sentence) => {
		expect(describePlaces(failures)).toBe(sentence);
	});
});

describe('From where on files were not read', () => {
	it.each<[string, FailedItem[], string]>([
		['they all were', [], ''],
		[
			'nothing of it was sent',
			[failed(atLine(7), 'notSent'), failed({ itemIndex: 1 }, 'notSent')],
			'Not read and not sent: from line 7 of item 0 on, from item 1 on.',
		],
		[
			'an earlier try may have sent of it',
			[failed({ itemIndex: 0, recordIndex: 6 }, 'unsure'), failed({ itemIndex: 1 }, 'notSent')],
			'Not read and not sent: from item 1 on. Not read in this try, but perhaps sent in an earlier one: from record 6 of item 0 on.',
		],
	])('is told in a sentence: %s', (_what, failures, sentence) => {
		expect(describeRest(failures)).toBe(sentence);
	});
});
