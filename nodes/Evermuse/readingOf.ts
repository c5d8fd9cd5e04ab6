import { sleep } from 'n8n-workflow';
import type { Brake } from '../shared/logic/brake';
import { monotonicNow } from '../shared/waitingOf';
import type { FileReading } from './logic/file/readFile';
import { createGiveWay } from './logic/giveWay';
import type { IngestOptions } from './parameters/readIngestOptions';

/** How the run reads records. */
export const readingOf = (
	{ checkBeforeSending, limits }: IngestOptions,
	brake: Brake,
): FileReading => ({
	check: checkBeforeSending,
	limits,
	brake,
	giveWay: createGiveWay(monotonicNow, async () => await sleep(0)),
});
