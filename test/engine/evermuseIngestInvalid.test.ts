import type { INodeParameters } from 'n8n-workflow';
import { aRecord } from '../sandbox/aRecord';
import { anIngestForm } from '../support/anIngestForm';
import { useEvermuse } from '../support/useEvermuse';

const { ingest, requests } = useEvermuse();

/** By an expression, as a required field that is left empty keeps n8n from starting at all. */
const EMPTY = '={{ "" }}';

const circular: Record<string, unknown> = {};
circular.self = circular;

type Refusal = [what: string, parameters: INodeParameters, item: object, message: unknown];

const inForm: Refusal[] = [
	[
		'no vendor ID',
		{ vendorIds: {} },
		{},
		"'Vendor IDs' needs at least one ID with a name and a value",
	],
	[
		'an empty row of vendor IDs',
		{ vendorIds: { id: [{ key: '', value: '' }] } },
		{},
		"'Vendor IDs' needs at least one ID with a name and a value",
	],
	[
		'a vendor ID without a name',
		{ vendorIds: { id: [{ key: '', value: 'a' }] } },
		{},
		"'Vendor IDs' has an ID without a name",
	],
	[
		'a vendor ID without a value',
		{ vendorIds: { id: [{ key: 'a', value: '' }] } },
		{},
		"'Vendor IDs' has no value for a",
	],
	[
		'a vendor ID twice',
		{
			vendorIds: {
				id: [
					{ key: 'a', value: '1' },
					{ key: 'a', value: '2' },
				],
			},
		},
		{},
		"'Vendor IDs' has a more than once",
	],
	[
		'a wrong type by expression',
		{ type: '={{ "chat" }}' },
		{},
		"'Type' is not one of call, call_transcription, conversation, document, email, email_thread, meeting_notes, message, spreadsheet",
	],
	[
		'a wrong nature by expression',
		{ nature: '={{ "x" }}' },
		{},
		"'Nature' is not one of evidence, guidance, context",
	],
	['an empty event time', { eventAt: EMPTY }, {}, "'Event Time' is empty"],
	[
		'an event time that is none',
		{ eventAt: '={{ "soon" }}' },
		{},
		"'Event Time' is not a date and time in ISO 8601, e.g. 2026-04-21T14:30:00Z: soon",
	],
	[
		'an event time that counts seconds',
		{ eventAt: '={{ 1771936496 }}' },
		{},
		"'Event Time' is not a date and time: use ISO 8601, e.g. 2026-04-21T14:30:00Z",
	],
	['an empty product ID', { productId: EMPTY }, {}, "'Product ID' is empty"],
	[
		'a product ID of 129 letters',
		{ productId: 'a'.repeat(129) },
		{},
		"'Product ID' has more than 128 characters",
	],
	['no project', { projectIds: '={{ [] }}' }, {}, "'Project IDs' has no entry"],
	[
		'an object as project',
		{ projectIds: '={{ [{ id: 1 }] }}' },
		{},
		"'Project IDs' (entry 1) is not text",
	],
	[
		'an object as tag',
		{ additionalFields: { tags: '={{ [{}] }}' } },
		{},
		"'Tags' (entry 1) is not text",
	],
	[
		'a project ID of 129 letters',
		{ projectIds: ['a', 'a'.repeat(129)] },
		{},
		"'Project IDs' (entry 2) has more than 128 characters",
	],
	[
		'11 attachments',
		{ attachments: { attachment: Array(11).fill({ type: 'file' }) } },
		{},
		"'Attachments' has more than 10 entries",
	],
	[
		'an attachment without a URL behind its URL',
		{ attachments: { attachment: [{ type: 'file', vendorUrl: 'a.mp3' }] } },
		{},
		"'Attachments' (entry 1, vendor_url) is not a URL",
	],
	[
		'a tag of 65 letters',
		{ additionalFields: { tags: ['a', 'a'.repeat(65)] } },
		{},
		"'Tags' (entry 2) has more than 64 characters",
	],
	[
		'a score over 1',
		{ additionalFields: { pii: { sensitiveScore: 1.5 } } },
		{},
		"'Personal Information' (sensitive_score) is above 1",
	],
	[
		'a participant without an ID',
		{ participants: { participant: [{ id: '', role: 'external' }] } },
		{},
		"'Participants' (entry 1, id) is empty",
	],
	[
		'an e-mail address that is none',
		{ participants: { participant: [{ id: 'a', role: 'external', email: 'ana' }] } },
		{},
		"'Participants' (entry 1, email) is not an e-mail address",
	],
	['no data by expression', { dataMode: 'json', dataJson: EMPTY }, {}, "'Data' is empty"],
	['a list as data', { dataMode: 'json', dataJson: '[1]' }, {}, "'Data' is not an object"],
	[
		'a word as a number in the data',
		{
			dataMode: 'fields',
			data: { assignments: [{ id: '1', name: 'n', value: 'many', type: 'number' }] },
		},
		{},
		"'Data' (n) is not a number",
	],
	[
		'a number in the data that is none',
		{},
		{ a: [{ b: NaN }] },
		"'Data' (a, entry 1, b) is NaN, which JSON cannot hold",
	],
];

const inRecords: Refusal[] = [
	['no vendor ID', {}, aRecord({ _vendor_ids: {} }), "'_vendor_ids' has no entry"],
	['no type', {}, aRecord({ _type: undefined }), "'_type' is missing"],
	[
		'a wrong type',
		{},
		aRecord({ _type: 'chat' }),
		"'_type' is not one of call, call_transcription, conversation, document, email, email_thread, meeting_notes, message, spreadsheet",
	],
	[
		'a local event time',
		{},
		aRecord({ _event_at: '2026-02-24T12:34:56' }),
		"'_event_at' is not a UTC time such as 2026-02-24T12:34:56Z",
	],
	['an unknown field', {}, aRecord({ text: 'Hola' }), "'text' is not a field that Evermuse knows"],
	['nothing of a record', {}, { text: 'Hola' }, "'_type' is missing"],
	[
		'11 attachments',
		{},
		aRecord({ _attachments: Array(11).fill({ type: 'file' }) }),
		"'_attachments' has more than 10 entries",
	],
	[
		'a tag of 65 letters',
		{},
		aRecord({ _tags: ['🙂'.repeat(65)] }),
		"'_tags[0]' has more than 64 characters",
	],
	[
		'a score over 1',
		{},
		aRecord({ _pii: { sensitive_score: 2 } }),
		"'_pii.sensitive_score' is above 1",
	],
	[
		'a number that JSON does not have',
		{},
		aRecord({ data: { n: NaN } }),
		"'data.n' is NaN, which JSON cannot hold",
	],
	[
		'half of an emoji',
		{},
		aRecord({ data: { text: '\ud83d' } }),
		"'data.text' holds half of a character (a lone surrogate)",
	],
	[
		'a cycle',
		{},
		aRecord({ data: circular }),
		'The record cannot be written as JSON: Converting circular structure to JSON',
	],
	[
		'a value that cannot be written',
		{},
		aRecord({ data: { toJSON: fail } }),
		'The record cannot be written as JSON: not today',
	],
];

const inJson: Refusal[] = [
	['text that is not JSON', 'Hola', expect.stringMatching(/^'Record' is not valid JSON: /)],
	['JSON cut short', '{"_type":', expect.stringMatching(/^'Record' is not valid JSON: /)],
	['nothing, by expression', EMPTY, "'Record' is empty"],
	['a number', '7', "'Record' is not a JSON object or an array of objects"],
	['null', '={{ null }}', "'Record' is not a JSON object or an array of objects"],
	['an empty batch', '[]', "'Record' holds no record"],
	['a list with a word in it', '["Hola"]', 'The record is not a JSON object'],
].map(
	([what, recordJson, message]): Refusal => [
		String(what),
		{ recordJson: recordJson as string },
		{},
		message as string,
	],
);

const refusals: Array<[source: string, Refusal[]]> = [
	['fields', inForm],
	['input', inRecords],
	['json', inJson],
];

describe.each(refusals)('With records from %s,', (recordSource, table) => {
	it.each(table)('%s is told by the name of the field, and nothing is sent', async (...refusal) => {
		const [, parameters, item, message] = refusal;
		const form =
			recordSource === 'fields' ? anIngestForm(parameters) : { recordSource, ...parameters };

		const { error, status } = await ingest(form, { items: [item] });

		expect(status).toBe('error');
		expect(error?.message.endsWith(' [item 0]')).toBe(true);
		expect(error?.message.slice(0, -' [item 0]'.length)).toEqual(message);
		expect(error?.description).toMatch(
			/^Nothing was sent for this record. Correct the field and run the node again\./,
		);
		expect(requests()).toEqual([]);
	});
});

function fail(): never {
	throw new Error('not today');
}
