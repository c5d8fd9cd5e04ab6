import { EVERMUSE } from '../../../nodes/Evermuse/advice';
import { FileReport } from '../../../nodes/Evermuse/logic/file/fileReport';
import { packFiles } from '../../../nodes/Evermuse/logic/file/packFiles';
import type { BatchLimits } from '../../../nodes/Evermuse/logic/batch';
import { createBrake } from '../../../nodes/shared/logic/brake';
import { aRecord } from '../../sandbox/aRecord';
import { inChunks } from './chunks';

const LIMITS: BatchLimits = { maxRecords: 2, maxBytes: 5_000_000, format: 'ndjson' };

/** The batches of files with these lines, each as its lines, `file:line`. */
async function pack(files: string[][], { limits = LIMITS, stopAtFirst = false } = {}) {
	const report = new FileReport();
	const brake = createBrake(EVERMUSE, stopAtFirst, () => false);
	const recordFiles = files.map((lines, itemIndex) => ({
		itemIndex,
		format: 'ndjson' as const,
		defaults: {},
		open: async () => ({ chunks: inChunks(lines.join('\n')), close: () => undefined }),
	}));
	const reading = { check: true, limits, brake, giveWay: () => undefined };
	const batches: string[] = [];
	for await (const { records } of packFiles(recordFiles, reading, report)) {
		batches.push(records.map(({ itemIndex, line }) => `${itemIndex}:${line}`).join(' '));
	}
	const failed = report.failures
		.items()
		.map(({ itemIndex, line, failure }) => `${itemIndex}:${line} ${failure.code}`);
	return { batches, failed };
}

const ofType = (_type: string, text = '') => JSON.stringify(aRecord({ _type, data: { text } }));
const MESSAGE = ofType('message');
const EMAIL = ofType('email');

describe('The records of files', () => {
	it('go in batches by type and product, each as soon as it is full', async () => {
		const other = JSON.stringify(aRecord({ _product_id: 'other' }));

		expect(await pack([[MESSAGE, EMAIL, other, MESSAGE, MESSAGE, EMAIL]])).toEqual({
			batches: ['0:1 0:4', '0:2 0:6', '0:3', '0:5'],
			failed: [],
		});
	});

	it('go in batches of their own file', async () => {
		expect(await pack([[MESSAGE], [MESSAGE, EMAIL], []])).toEqual({
			batches: ['0:1', '1:1', '1:2'],
			failed: ['2:undefined UNREADABLE_FILE'],
		});
	});

	it('go in batches that are sent half-full rather than held without end', async () => {
		const large = 'x'.repeat(4_000_000);
		const types = ['message', 'email', 'call', 'document', 'conversation', 'spreadsheet'];
		const lines = [MESSAGE, ...types.map((type) => ofType(type, large)), MESSAGE];
		const limits = { ...LIMITS, maxRecords: 1_000 };

		// Four of these may wait beside smaller ones. With a fifth, the largest is sent.
		expect(await pack([lines], { limits })).toEqual({
			batches: ['0:1 0:2', '0:6', '0:3', '0:4', '0:5', '0:7', '0:8'],
			failed: [],
		});
	});

	it('that are wrong are told, and the others packed', async () => {
		expect(await pack([[MESSAGE, '{', EMAIL]])).toEqual({
			batches: ['0:1', '0:3'],
			failed: ['0:2 INVALID_RECORD'],
		});
	});

	it('are packed no further once one is wrong, if the run is to stop there', async () => {
		expect(await pack([[MESSAGE, '{', EMAIL, EMAIL], [EMAIL]], { stopAtFirst: true })).toEqual({
			batches: ['0:1'],
			failed: ['0:2 INVALID_RECORD', '0:3 NOT_SENT', '1:undefined NOT_SENT'],
		});
	});
});
