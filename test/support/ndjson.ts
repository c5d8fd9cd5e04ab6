/** The records as the text of an NDJSON file. */
export const ndjson = (records: readonly object[]): string =>
	records.map((record) => `${JSON.stringify(record)}\n`).join('');
