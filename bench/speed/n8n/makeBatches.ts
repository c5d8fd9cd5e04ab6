/**
 * What a skilled user writes into n8n's Code node, to have HTTP Request send 1,000 records a request:
 * one item a batch, with the records as NDJSON.
 */
export const MAKE_BATCHES = `
const records = $input.all().map((item) => item.json);
const batches = [];
for (let at = 0; at < records.length; at += 1000) {
	const lines = records.slice(at, at + 1000).map((record) => JSON.stringify(record) + '\\n');
	batches.push({ json: { ndjson: lines.join('') } });
}
return batches;
`;
