import { recordText } from '../file/writeRecords.mjs';

/** Records of about a kilobyte as n8n has them in memory: read from JSON. */
export const someRecords = (count: number): object[] =>
	Array.from({ length: count }, (_, n) => JSON.parse(recordText(n)) as object);
