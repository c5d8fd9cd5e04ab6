import {
	areAttachmentsDone,
	createdAtMs,
	describeBatch,
	isFinished,
} from '../../nodes/Evermuse/logic/batchState';
import { aBatchStatus } from '../support/aBatchStatus';

describe('A batch', () => {
	it.each([
		['LANDING', false, null],
		['LANDED', false, null],
		['PROCESSING', false, null],
		['COMPLETE', true, true],
		['FAILED', true, false],
		['A_STATE_OF_TOMORROW', false, null],
	])('that is %s is finished: %s, and has succeeded: %s', (status, finished, succeeded) => {
		const batch = aBatchStatus({ status });

		expect(isFinished(batch)).toBe(finished);
		expect(describeBatch(batch)).toMatchObject({ status, finished, succeeded });
	});

	it.each([
		['nothing is said of any', {}, true],
		['there are none', { attachmentDownloadTotal: 0 }, true],
		['there are some, and nothing is said of them', { attachmentDownloadTotal: 2 }, false],
		['they are waiting', { attachmentDownloadStatus: 'PENDING' }, false],
		['they are on the way', { attachmentDownloadStatus: 'IN_PROGRESS' }, false],
		['they are all there', { attachmentDownloadStatus: 'COMPLETE' }, true],
		['some are there', { attachmentDownloadStatus: 'PARTIAL_FAILURE' }, true],
		['none could be fetched', { attachmentDownloadStatus: 'FAILED' }, true],
	])('when %s is done with its attachments or not', (_when, overrides, done) => {
		expect(areAttachmentsDone(aBatchStatus(overrides))).toBe(done);
	});

	it.each([
		['milliseconds', 1_772_452_800_000],
		['seconds', 1_772_452_800],
	])('whose time counts %s was made at the same time', (_unit, createdAt) => {
		expect(createdAtMs(aBatchStatus({ createdAt }))).toBe(1_772_452_800_000);
		expect(describeBatch(aBatchStatus({ createdAt })).createdAtIso).toBe(
			'2026-03-02T12:00:00.000Z',
		);
	});

	it('is described by what came, whatever that was, and three facts', () => {
		const batch = aBatchStatus({ source: 'api', errors: [{ index: 0 }] });

		expect(describeBatch(batch)).toEqual({
			...batch,
			finished: false,
			succeeded: null,
			createdAtIso: '2026-03-02T12:00:00.000Z',
		});
	});
});
