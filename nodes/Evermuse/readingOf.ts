import type { Brake } from '../shared/logic/brake';
import { giveWayToOthers } from '../shared/givingWay';
import type { FileReading } from './logic/file/readFile';
import type { IngestOptions } from './parameters/readIngestOptions';

/** How the run reads records. */
export const readingOf = (
	{ checkBeforeSending, limits }: IngestOptions,
	brake: Brake,
): FileReading => ({
	check: checkBeforeSending,
	limits,
	brake,
	giveWay: giveWayToOthers(),
});
