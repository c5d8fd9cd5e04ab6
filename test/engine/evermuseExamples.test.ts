import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useEvermuse } from '../support/useEvermuse';

const { ingest, stored } = useEvermuse();

describe("The examples of Evermuse's documentation", () => {
	const read = (name: string) =>
		readFileSync(join(__dirname, '../fixtures/evermuseExamples', name), 'utf8');
	const examples = [
		'recordBatch.json',
		'recordsWrapper.json',
		'recordWithAttachment.json',
		'guidanceRecord.json',
	].map((name): [string, object[]] => {
		const example = JSON.parse(read(name)) as object[] | { records: object[] };
		return [name, Array.isArray(example) ? example : example.records];
	});
	const lines = read('ndjsonExample.ndjson')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as object);
	const all: Array<[string, object[]]> = [...examples, ['ndjsonExample.ndjson', lines]];

	describe.each(['ndjson', 'array', 'records'])('sent as %s', (contentType) => {
		it.each(all)('are accepted and arrive unchanged: %s', async (_name, records) => {
			const { error } = await ingest(
				{ recordSource: 'input', options: { contentType } },
				{ items: records },
			);

			expect(error).toBeUndefined();
			expect(stored()).toEqual(records);
		});
	});

	it.each(examples)('are taken as JSON, as they are printed: %s', async (name, records) => {
		await ingest({ recordSource: 'json', recordJson: read(name) });

		expect(stored()).toEqual(records);
	});

	it.each(all)('can be built with the form: %s', async (_name, records) => {
		await ingest(
			{
				recordSource: 'fields',
				type: '={{ $json._type }}',
				nature: '={{ $json._nature }}',
				eventAt: '={{ $json._event_at }}',
				vendorIds: {
					id: [
						{
							key: '={{ Object.keys($json._vendor_ids)[0] }}',
							value: '={{ Object.values($json._vendor_ids)[0] }}',
						},
					],
				},
				productId: '={{ $json._product_id }}',
				projectIds: '={{ $json._project_ids }}',
				dataMode: 'json',
				dataJson: '={{ $json.data }}',
				participants: {
					participant: [0, 1].slice(0, participantsIn(records)).map((index) => ({
						id: `={{ $json._participants[${index}].id }}`,
						role: `={{ $json._participants[${index}].role }}`,
						name: `={{ $json._participants[${index}].name }}`,
						email: `={{ $json._participants[${index}].email }}`,
						type: `={{ $json._participants[${index}].type }}`,
					})),
				},
				attachments: {
					attachment:
						'_attachments' in records[0]
							? [
									{
										type: '={{ $json._attachments[0].type }}',
										filename: '={{ $json._attachments[0].filename }}',
										mimeType: '={{ $json._attachments[0].mime_type }}',
										vendorUrl: '={{ $json._attachments[0].vendor_url }}',
									},
								]
							: [],
				},
				additionalFields: {
					threadId: '={{ $json._thread_id }}',
					tags: '={{ $json._tags }}',
				},
			},
			{ items: records },
		);

		expect(stored()).toEqual(records);
	});
});

const participantsIn = ([record]: object[]): number =>
	'_participants' in record ? (record._participants as unknown[]).length : 0;
