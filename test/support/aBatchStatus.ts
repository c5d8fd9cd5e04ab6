import type { BatchStatus } from '../../nodes/Evermuse/schemas/batchStatus';

/** What Evermuse says of a batch, with what a test wants otherwise. */
export const aBatchStatus = (overrides: Partial<BatchStatus> = {}): BatchStatus => ({
	batchId: 'b1',
	status: 'PROCESSING',
	createdAt: Date.parse('2026-03-02T12:00:00Z'),
	acceptedCount: 1,
	rejectedCount: 0,
	totalErrorCount: 0,
	...overrides,
});
