import { EVERMUSE } from '../../../nodes/Evermuse/advice';
import { FileFault } from '../../../nodes/Evermuse/logic/file/fileFault';
import type { RecordFile } from '../../../nodes/Evermuse/logic/file/readFile';
import { readFile } from '../../../nodes/Evermuse/logic/file/readFile';
import { createBrake } from '../../../nodes/shared/logic/brake';
import { headline } from '../../../nodes/shared/logic/itemResult';
import { failureOf } from '../../../nodes/shared/logic/readReply';
import { someRecords } from '../../sandbox/aRecord';
import { inChunks } from './chunks';

const LIMITS = { maxRecords: 1_000, maxBytes: 5_000_000, format: 'ndjson' } as const;
const lines = (count: number) => someRecords(count).map((record) => `${JSON.stringify(record)}\n`);
const UNAUTHORIZED = failureOf(EVERMUSE, 'UNAUTHORIZED', 'notSent', 'The key is not known');

interface Setup {
	error?: Error;
	fileName?: string;
	open?: RecordFile['open'];
	/** What happens at each outcome, with how many came before. */
	onOutcome?: (count: number) => void;
	isStopped?: () => boolean;
	brake?: ReturnType<typeof aBrake>;
}

const aBrake = (isStopped = () => false) => createBrake(EVERMUSE, false, isStopped);

/** Reads a file to its end; each outcome in words, and whether the file was closed. */
async function read(
	content: string,
	{ error, fileName, open, onOutcome, isStopped, brake = aBrake(isStopped) }: Setup = {},
) {
	let isOpen = false;
	let turns = 0;
	const file: RecordFile = {
		itemIndex: 3,
		fileName,
		format: 'auto',
		defaults: {},
		open:
			open ??
			(async () => {
				isOpen = true;
				return { chunks: inChunks(content, [100], error), close: () => (isOpen = false) };
			}),
	};
	const giveWay = () => {
		turns++;
		return undefined;
	};
	const outcomes: unknown[] = [];
	for await (const outcome of readFile(file, { check: true, limits: LIMITS, brake, giveWay })) {
		outcomes.push(
			'written' in outcome
				? `record ${outcome.written.origin.recordIndex}, line ${outcome.written.origin.line}`
				: outcome.failed,
		);
		onOutcome?.(outcomes.length);
	}
	return { outcomes, isOpen, turns };
}

describe('A file', () => {
	it('gives its records, each with its place, and is closed', async () => {
		const [a, b] = lines(2);

		expect(await read(`${a}\n${b}`)).toEqual({
			outcomes: ['record 0, line 1', 'record 1, line 3'],
			isOpen: false,
			turns: 2,
		});
	});

	it('gives what is wrong with a record, and goes on', async () => {
		const [a, b] = lines(2);
		const { outcomes } = await read(`${a}{"_type":\n${b}`, { fileName: 'a.ndjson' });

		expect(outcomes).toEqual([
			'record 0, line 1',
			{
				itemIndex: 3,
				recordIndex: 1,
				line: 2,
				fileName: 'a.ndjson',
				ok: false,
				failure: expect.objectContaining({ code: 'INVALID_RECORD', outcome: 'rejected' }),
			},
			'record 2, line 3',
		]);
	});

	it('counts the elements of an array from 0, and has no lines', async () => {
		const { outcomes } = await read(`[${lines(2).join(',')},7]`);

		expect(outcomes).toEqual([
			'record 0, line undefined',
			'record 1, line undefined',
			expect.objectContaining({ itemIndex: 3, recordIndex: 2, ok: false }),
		]);
		expect(outcomes[2]).not.toHaveProperty('line');
	});

	it.each([
		['is empty', '', undefined],
		['has blank lines only', '\n \n', undefined],
		['is an empty array', '[]', undefined],
		['is an object with no record', '{"records":[]}', undefined],
	])('that %s holds no record, which is a failure', async (_what, content) => {
		expect((await read(content)).outcomes).toEqual([
			{
				itemIndex: 3,
				ok: false,
				count: 0,
				failure: expect.objectContaining({
					code: 'UNREADABLE_FILE',
					outcome: 'rejected',
					message: 'The file holds no record',
				}),
			},
		]);
	});
});

describe('Where a file cannot be read on', () => {
	it('is said behind its records, for a fault of the file', async () => {
		const { outcomes, isOpen } = await read(`[${lines(2).join(',')},`);

		expect(outcomes).toEqual([
			'record 0, line undefined',
			'record 1, line undefined',
			{
				itemIndex: 3,
				recordIndex: 2,
				ok: false,
				count: 0,
				failure: {
					outcome: 'rejected',
					code: 'UNREADABLE_FILE',
					message: 'The file breaks off before its JSON ends',
					...EVERMUSE.advice.UNREADABLE_FILE,
				},
			},
		]);
		expect(isOpen).toBe(false);
	});

	it('is said behind its records, for a fault of the one who reads: it may be tried again', async () => {
		const { outcomes, isOpen } = await read(`${lines(2).join('')}{"_type"`, {
			error: new Error('connection lost'),
		});

		expect(outcomes).toEqual([
			'record 0, line 1',
			'record 1, line 2',
			expect.objectContaining({
				recordIndex: 2,
				line: 3,
				count: 0,
				failure: expect.objectContaining({
					outcome: 'notSent',
					code: 'UNREADABLE_FILE',
					message: 'n8n could not read the file on: connection lost',
				}),
			}),
		]);
		expect(isOpen).toBe(false);
	});

	it.each([
		[
			'there is none',
			new FileFault('The item has no file', 'Give it one.'),
			'rejected',
			'Give it one.',
		],
		[
			'it cannot be opened',
			new Error('no such file'),
			'notSent',
			EVERMUSE.advice.UNREADABLE_FILE.description,
		],
	])('is said of the item if %s', async (_why, error, outcome, description) => {
		const open = async () => await Promise.reject<never>(error);

		expect((await read('', { open })).outcomes).toEqual([
			{
				itemIndex: 3,
				ok: false,
				count: 0,
				failure: expect.objectContaining({ code: 'UNREADABLE_FILE', outcome, description }),
			},
		]);
	});
});

describe('A file is not read on', () => {
	const REST = /^Nothing from here to the end of the file was read or sent\. /;

	it('when the user stops, even where the next chunk never comes', async () => {
		let isStopped = false;
		const { outcomes, isOpen } = await read(lines(9).join(''), {
			isStopped: () => isStopped,
			onOutcome: (count) => (isStopped = count === 3),
		});

		expect(outcomes.slice(0, 3)).toEqual([0, 1, 2].map((n) => `record ${n}, line ${n + 1}`));
		expect(outcomes.slice(3)).toEqual([
			{
				itemIndex: 3,
				recordIndex: 3,
				line: 4,
				ok: false,
				count: 0,
				failure: expect.objectContaining({
					outcome: 'notSent',
					code: 'CANCELLED',
					description: expect.stringMatching(REST),
				}),
			},
		]);
		expect(isOpen).toBe(false);
	});

	it('because of what becomes of records before, and says so', async () => {
		const brake = aBrake();
		const { outcomes } = await read(lines(9).join(''), {
			brake,
			onOutcome: (count) => {
				if (count === 2) brake.watch([{ itemIndex: 3, ok: false, failure: UNAUTHORIZED }]);
			},
		});

		expect(outcomes).toHaveLength(3);
		const [rest] = outcomes.slice(2) as Array<Parameters<typeof headline>[0]>;
		expect(headline(rest)).toBe(
			'Not sent, because of what happened before it: The key is not known [item 3, line 3]',
		);
		expect(rest.failure).toMatchObject({
			code: 'NOT_SENT',
			description: expect.stringMatching(REST),
		});
	});

	it('if it was not begun before', async () => {
		const brake = aBrake();
		brake.watch([{ itemIndex: 0, ok: false, failure: UNAUTHORIZED }]);
		const open = jest.fn();

		const { outcomes } = await read('', { brake, open });

		expect(open).not.toHaveBeenCalled();
		expect(outcomes).toEqual([
			{ itemIndex: 3, ok: false, count: 0, failure: expect.objectContaining({ code: 'NOT_SENT' }) },
		]);
	});

	it('but is said to be read to its end if nothing was left', async () => {
		let isStopped = false;
		const { outcomes } = await read(lines(2).join(''), {
			isStopped: () => isStopped,
			onOutcome: (count) => (isStopped = count === 2),
		});

		expect(outcomes).toEqual(['record 0, line 1', 'record 1, line 2']);
	});

	it('when it breaks off because the user stopped, which is the reason then', async () => {
		const { outcomes } = await read(lines(1).join(''), {
			error: new Error('Premature close'),
			isStopped: jest
				.fn<boolean, []>()
				.mockReturnValue(true)
				.mockReturnValueOnce(false)
				.mockReturnValueOnce(false),
		});

		expect(outcomes).toEqual([
			'record 0, line 1',
			expect.objectContaining({ failure: expect.objectContaining({ code: 'CANCELLED' }) }),
		]);
	});
});
