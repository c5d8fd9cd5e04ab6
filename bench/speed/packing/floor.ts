import { createHash } from 'node:crypto';
import { chunk } from 'lodash';

/*
 * The least that can be done with JavaScript's own means: nothing is checked, nothing is measured,
 * and no record can be told from another.
 */

/** For each batch of 1,000 records one `JSON.stringify`, one `Buffer.from` and one SHA-256. */
export const floor = (records: readonly object[]): string[] =>
	chunk(records, 1_000).map((batch) => sha256(Buffer.from(JSON.stringify(batch))));

/** The same with one `JSON.stringify` a record, for a line each: NDJSON, as we send it. */
export const floorOfLines = (records: readonly object[]): string[] =>
	chunk(records, 1_000).map((batch) =>
		sha256(Buffer.from(batch.map((record) => `${JSON.stringify(record)}\n`).join(''))),
	);

const sha256 = (body: Buffer) => createHash('sha256').update(body).digest('hex');
