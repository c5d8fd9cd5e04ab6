import type { Exchange } from '../../nodes/shared/logic/exchange';
import { HOSTS, withZod } from '../support/withZod';

const RECEIPT = { batchId: 'b1', acceptedCount: 2, rejectedCount: 1, totalErrorCount: 1 };

const answered = (status: number, body: unknown): Exchange => ({
	kind: 'answered',
	status,
	headers: {},
	body,
});

describe.each(HOSTS)('On a host with %s, the answer to a batch', (_host, zod) => {
	const { readIngestReply } = withZod(
		zod,
		() =>
			require('../../nodes/Evermuse/logic/readIngestReply') as typeof import('../../nodes/Evermuse/logic/readIngestReply'),
	);

	it.each([
		['without errors', RECEIPT],
		['with an error', { ...RECEIPT, errors: [{ index: 1, code: 'X', message: 'No' }] }],
		['with an error that has an index only', { ...RECEIPT, errors: [{ index: 1 }] }],
		['with an impossible index', { ...RECEIPT, errors: [{ index: -1 }] }],
		['with counts of zero', { ...RECEIPT, acceptedCount: 0, rejectedCount: 0 }],
		['with nothing where the errors would be', { ...RECEIPT, errors: null, totalErrorCount: null }],
		[
			'with an error without words',
			{ ...RECEIPT, errors: [{ index: 1, code: null, message: null }] },
		],
		['with more than we know', { ...RECEIPT, warnings: [] }],
	])('%s is a receipt', (_what, body) => {
		const { batchId, acceptedCount, rejectedCount } = body;

		expect(readIngestReply(answered(202, body), 0)).toMatchObject({
			kind: 'done',
			body: { batchId, acceptedCount, rejectedCount },
		});
	});

	it.each([
		['nothing', undefined],
		['an empty body', ''],
		['a web page', '<html></html>'],
		['half of it', '{"batchId":"b'],
		['an empty object', {}],
		['a list', [RECEIPT]],
		['no batch ID', { ...RECEIPT, batchId: undefined }],
		['an empty batch ID', { ...RECEIPT, batchId: '' }],
		['a number as batch ID', { ...RECEIPT, batchId: 7 }],
		['no count', { ...RECEIPT, acceptedCount: undefined }],
		['text as a count', { ...RECEIPT, acceptedCount: '2' }],
		['half a count', { ...RECEIPT, rejectedCount: 0.5 }],
		['a count below zero', { ...RECEIPT, rejectedCount: -1 }],
		['errors without an index', { ...RECEIPT, errors: [{ message: 'No' }] }],
		['errors that are no list', { ...RECEIPT, errors: {} }],
	])('with %s is none, whatever its status says', (_what, body) => {
		expect(readIngestReply(answered(202, body), 0)).toMatchObject({
			kind: 'lost',
			failure: { code: 'UNEXPECTED_ANSWER', outcome: 'unsure' },
		});
	});

	it.each([
		['the reason', { message: 'In use' }, 'In use'],
		['no reason', '', 'it is still busy with a batch of the same key'],
	])('that refuses its key with %s means: ask again', (_what, body, reason) => {
		expect(readIngestReply(answered(409, body), 0)).toMatchObject({
			kind: 'busy',
			failure: {
				code: 'UNCONFIRMED',
				outcome: 'unsure',
				status: 409,
				message: `Evermuse did not take the batch because of its idempotency key: ${reason}`,
			},
		});
	});

	it('with any other status is read as that of any service', () => {
		expect(readIngestReply(answered(413, {}), 0)).toMatchObject({ kind: 'tooLarge' });
	});
});
