import { z } from 'zod';

/** The last moment that a Date can hold. */
const END_OF_TIME_MS = 8.64e15;

/*
 * What Evermuse says of a batch ("IngestBatchStatus"). Only what we act on is checked, and the rest
 * is passed on as it came: a status that Evermuse adds one day is then shown, not refused.
 */
export const batchStatusSchema = z
	.object({
		batchId: z.string().min(1),
		status: z.string().min(1),
		createdAt: z.number().min(0).max(END_OF_TIME_MS),
		type: z.string().optional(),
		attachmentDownloadTotal: z.number().optional(),
		attachmentDownloadStatus: z.string().optional(),
	})
	.passthrough();

export const batchListSchema = z.object({
	batches: z.array(batchStatusSchema),
	nextCursor: z.string().nullable().optional(),
});

export type BatchStatus = z.infer<typeof batchStatusSchema>;
export type BatchList = z.infer<typeof batchListSchema>;
