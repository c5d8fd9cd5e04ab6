import { aBatchStatus } from '../support/aBatchStatus';
import { HOSTS, withZod } from '../support/withZod';

describe.each(HOSTS)('On a host with %s, what Evermuse says of a batch', (_host, zod) => {
	const { batchListSchema, batchStatusSchema } = withZod(
		zod,
		() =>
			require('../../nodes/Evermuse/schemas/batchStatus') as typeof import('../../nodes/Evermuse/schemas/batchStatus'),
	);

	it.each([
		['with the least it promises', {}],
		['with a state of tomorrow', { status: 'ARCHIVED' }],
		['with a time that counts seconds', { createdAt: 1_772_452_800 }],
		['with attachments', { attachmentDownloadTotal: 2, attachmentDownloadStatus: 'PENDING' }],
		['with more than we know', { owner: { name: 'Ana' } }],
	])('is understood %s, and nothing of it is lost', (_what, overrides) => {
		const batch = aBatchStatus(overrides);

		expect(batchStatusSchema.parse(batch)).toEqual(batch);
	});

	it.each([
		['no batch ID', { batchId: undefined }],
		['an empty batch ID', { batchId: '' }],
		['no state', { status: undefined }],
		['a number as state', { status: 7 }],
		['no time', { createdAt: undefined }],
		['text as time', { createdAt: '2026-03-02' }],
		['a time before all times', { createdAt: -1 }],
		['a time that no calendar has', { createdAt: 1e16 }],
		['text as a count of files', { attachmentDownloadTotal: '2' }],
	])('is not what it promises with %s', (_what, overrides) => {
		const batch = { ...aBatchStatus(), ...overrides };

		expect(batchStatusSchema.safeParse(batch).success).toBe(false);
	});

	it.each([
		['with a cursor', { batches: [aBatchStatus()], nextCursor: 'a' }, true],
		['at the end', { batches: [], nextCursor: null }, true],
		['without a word of the next page', { batches: [] }, true],
		['without batches', { nextCursor: null }, false],
		['with something else among them', { batches: [7], nextCursor: null }, false],
		['as a bare list', [aBatchStatus()], false],
	])('may be a page %s: %j, %s', (_what, page, isPage) => {
		expect(batchListSchema.safeParse(page).success).toBe(isPage);
	});
});
