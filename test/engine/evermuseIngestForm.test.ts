import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { ingestForm } from '../../nodes/Evermuse/descriptions/ingestForm';
import {
	ATTACHMENT_KINDS,
	NATURES,
	PARTICIPANT_ROLES,
	PARTICIPANT_TYPES,
	RECORD_TYPES,
	REDACTION_STATUSES,
} from '../../nodes/Evermuse/schemas/record';
import { aRecord } from '../sandbox/aRecord';
import { anIngestForm } from '../support/anIngestForm';
import { useEvermuse } from '../support/useEvermuse';

const { ingest, stored } = useEvermuse();

/** The one record that the form makes of one input item. */
async function recordOf(
	form: INodeParameters,
	{ item = { text: 'Hola' }, timezone }: { item?: object; timezone?: string } = {},
) {
	const { error, success } = await ingest(anIngestForm(form), { items: [item], timezone });
	if (error) throw error;
	expect(success).toHaveLength(1);
	expect(stored()).toHaveLength(1);
	return stored()[0];
}

describe('The form', () => {
	it('makes a record of as little as will do', async () => {
		expect(await recordOf({})).toEqual(aRecord());
	});

	it('makes a record with everything in it', async () => {
		const record = await recordOf({
			type: 'meeting_notes',
			nature: 'guidance',
			eventAt: '2026-02-24T15:00:00.250Z',
			vendorIds: {
				id: [
					{ key: 'meeting_id', value: 'mtg-456' },
					{ key: 'ñ', value: '🙂' },
				],
			},
			projectIds: ['proj-1', 'proj-2'],
			dataMode: 'json',
			dataJson: '{ "title": "Weekly sync", "minutes": 45 }',
			participants: {
				participant: [
					{
						id: 'ana@acme.com',
						role: 'external',
						name: 'Ana Núñez',
						email: 'ana@acme.com',
						type: 'contact',
					},
					{ id: 'bob', role: 'internal', name: '', email: '', type: '' },
				],
			},
			attachments: {
				attachment: [
					{
						type: 'audio',
						vendorUrl: 'https://storage.example.com/mtg-456.mp3',
						filename: 'mtg-456.mp3',
						mimeType: 'audio/mpeg',
						size: 1_000,
						sha1: 'a1',
						md5: 'b2',
						uploadIntentId: 'u3',
					},
					{ type: 'file', vendorUrl: '', filename: '', mimeType: '', size: 0, sha1: '', md5: '' },
				],
			},
			additionalFields: {
				threadId: 'thread-1',
				tags: ['enterprise', 'ñandú'],
				schemaVersion: '1.1.0',
				pii: {
					containsEmail: true,
					containsPhone: false,
					sensitiveScore: 0.25,
					redactionStatus: 'redacted',
					detectedEntities: {
						entity: [
							{ type: 'email', value: 'ana@acme.com', confidence: 0.9 },
							{ type: 'phone', value: '', confidence: 0 },
						],
					},
				},
			},
		});

		expect(record).toEqual({
			_type: 'meeting_notes',
			_schema_version: '1.1.0',
			_event_at: '2026-02-24T15:00:00.250Z',
			_vendor_ids: { meeting_id: 'mtg-456', ñ: '🙂' },
			_thread_id: 'thread-1',
			_participants: [
				{
					id: 'ana@acme.com',
					role: 'external',
					name: 'Ana Núñez',
					email: 'ana@acme.com',
					type: 'contact',
				},
				{ id: 'bob', role: 'internal' },
			],
			_attachments: [
				{
					type: 'audio',
					vendor_url: 'https://storage.example.com/mtg-456.mp3',
					filename: 'mtg-456.mp3',
					mime_type: 'audio/mpeg',
					size: 1_000,
					sha1: 'a1',
					md5: 'b2',
					upload_intent_id: 'u3',
				},
				{ type: 'file' },
			],
			_tags: ['enterprise', 'ñandú'],
			_nature: 'guidance',
			_product_id: 'prod-abc',
			_project_ids: ['proj-1', 'proj-2'],
			_pii: {
				contains_email: true,
				contains_phone: false,
				sensitive_score: 0.25,
				redaction_status: 'redacted',
				detected_entities: [
					{ type: 'email', value: 'ana@acme.com', confidence: 0.9 },
					{ type: 'phone', confidence: 0 },
				],
			},
			data: { title: 'Weekly sync', minutes: 45 },
		});
	});

	it('sends nothing of what was added and left empty', async () => {
		const record = await recordOf({
			participants: { participant: [] },
			attachments: {},
			additionalFields: { threadId: ' ', tags: [], schemaVersion: '' },
		});

		expect(record).toEqual(aRecord());
	});

	it.each<[string, INodeParameters, object]>([
		[
			'a vendor ID',
			{ vendorIds: { id: [{ key: 'id', value: '={{ 123 }}' }] } },
			{ _vendor_ids: { id: '123' } },
		],
		['a product ID', { productId: '={{ 7 }}' }, { _product_id: '7' }],
		['project IDs', { projectIds: '={{ [1, 2] }}' }, { _project_ids: ['1', '2'] }],
		[
			'a participant ID',
			{ participants: { participant: [{ id: '={{ 56912345678 }}', role: 'external' }] } },
			{ _participants: [{ id: '56912345678', role: 'external' }] },
		],
		['a thread ID', { additionalFields: { threadId: '={{ 9 }}' } }, { _thread_id: '9' }],
	])('takes a number for %s, as spreadsheets give it', async (_what, form, expected) => {
		expect(await recordOf(form)).toMatchObject(expected);
	});

	it.each<[string, INodeParameters, object]>([
		['project IDs with commas', { projectIds: '={{ "a, b" }}' }, { _project_ids: ['a', 'b'] }],
		['a list of project IDs', { projectIds: '={{ ["a", "b"] }}' }, { _project_ids: ['a', 'b'] }],
		[
			'a list of project IDs as one entry',
			{ projectIds: ['={{ ["a", "b"] }}'] },
			{ _project_ids: ['a', 'b'] },
		],
		['tags with commas', { additionalFields: { tags: '={{ "x,y" }}' } }, { _tags: ['x', 'y'] }],
		['a list of tags', { additionalFields: { tags: '={{ ["x"] }}' } }, { _tags: ['x'] }],
		['spaces around an ID', { productId: ' prod-abc ' }, { _product_id: 'prod-abc' }],
		[
			'an empty row of vendor IDs',
			{
				vendorIds: {
					id: [
						{ key: 'a', value: 'b' },
						{ key: '', value: '' },
					],
				},
			},
			{ _vendor_ids: { a: 'b' } },
		],
	])('takes %s', async (_what, form, expected) => {
		expect(await recordOf(form)).toMatchObject(expected);
	});
});

describe('Each choice of the dropdown', () => {
	const row = (field: string, kind: string, entry: INodeParameters) => ({
		[field]: { [kind]: [entry] },
	});
	const dropdowns: Array<
		[string, readonly string[], string[], (value: string) => [INodeParameters, object]]
	> = [
		['Type', RECORD_TYPES, ['type'], (_type) => [{ type: _type }, { _type }]],
		['Nature', NATURES, ['nature'], (_nature) => [{ nature: _nature }, { _nature }]],
		[
			'Role of a participant',
			PARTICIPANT_ROLES,
			['participants', 'participant', 'role'],
			(role) => [
				row('participants', 'participant', { id: 'a', role }),
				{ _participants: [{ role }] },
			],
		],
		[
			'Type of a participant',
			PARTICIPANT_TYPES,
			['participants', 'participant', 'type'],
			(type) => [
				row('participants', 'participant', { id: 'a', role: 'unknown', type }),
				{ _participants: [{ type }] },
			],
		],
		[
			'Type of an attachment',
			ATTACHMENT_KINDS,
			['attachments', 'attachment', 'type'],
			(type) => [row('attachments', 'attachment', { type }), { _attachments: [{ type }] }],
		],
		[
			'Redaction Status',
			REDACTION_STATUSES,
			['additionalFields', 'pii', 'redactionStatus'],
			(redactionStatus) => [
				{ additionalFields: { pii: { redactionStatus } } },
				{ _pii: { redaction_status: redactionStatus } },
			],
		],
	];

	it.each(dropdowns)('%s reaches Evermuse', async (_name, values, path, example) => {
		expect(choicesAt(ingestForm, path).sort()).toEqual([...values].sort());
		for (const [index, value] of values.entries()) {
			const [form, expected] = example(value);
			const vendorIds = { id: [{ key: 'id', value: String(index) }] };
			await ingest(anIngestForm({ ...form, vendorIds }), { items: [{}] });
			expect(stored().at(-1)).toMatchObject(expected);
		}
		expect(stored()).toHaveLength(values.length);
	});
});

describe('The event time', () => {
	it.each([
		['in UTC stays as it is', '2026-02-24T12:34:56Z', 'America/Santiago', '2026-02-24T12:34:56Z'],
		['of the picker', '2026-07-15T12:00:00', 'America/Santiago', '2026-07-15T16:00:00.000Z'],
		['in a summer', '2026-01-15T12:00:00', 'America/Santiago', '2026-01-15T15:00:00.000Z'],
		['of a whole day', '2026-07-15', 'Asia/Tokyo', '2026-07-14T15:00:00.000Z'],
		['with an offset', '2026-02-24T12:34:56+02:00', 'Asia/Tokyo', '2026-02-24T10:34:56.000Z'],
		[
			'of an expression with a luxon value',
			"={{ DateTime.fromISO('2026-07-15T12:00:00') }}",
			'America/Santiago',
			'2026-07-15T16:00:00.000Z',
		],
		[
			'of an expression with a Date',
			'={{ new Date(0) }}',
			'Asia/Tokyo',
			'1970-01-01T00:00:00.000Z',
		],
	])('%s: %s in %s', async (_what, eventAt, timezone, expected) => {
		expect(await recordOf({ eventAt }, { timezone })).toMatchObject({ _event_at: expected });
	});
});

describe('The data', () => {
	it('is the whole input item unless the user says otherwise', async () => {
		const item = { 'ñ 🙂': [{ a: null, b: [1, 'two'] }], empty: '', zero: 0 };

		expect(await recordOf({}, { item })).toMatchObject({ data: item });
	});

	it('is made of dragged fields, each in its type, dots making objects', async () => {
		const record = await recordOf(
			{
				dataMode: 'fields',
				data: {
					assignments: [
						{ id: '1', name: 'text', value: '={{ $json.text }}', type: 'string' },
						{ id: '2', name: 'call.minutes', value: '45', type: 'number' },
						{ id: '3', name: 'call.recorded', value: true, type: 'boolean' },
						{ id: '4', name: 'tags', value: '["a"]', type: 'array' },
						{ id: '5', name: 'gone', value: '={{ $json.gone }}', type: 'string' },
					],
				},
			},
			{ item: { text: 'María 🙂' } },
		);

		expect(record).toMatchObject({
			data: { text: 'María 🙂', call: { minutes: 45, recorded: true }, tags: ['a'] },
		});
	});

	it.each([
		['as text', '{"text": "María 🙂"}'],
		['by an expression that gives an object', '={{ { text: $json.name } }}'],
		['by an expression that gives text', '={{ JSON.stringify({ text: $json.name }) }}'],
	])('is JSON %s', async (_how, dataJson) => {
		const record = await recordOf({ dataMode: 'json', dataJson }, { item: { name: 'María 🙂' } });

		expect(record).toMatchObject({ data: { text: 'María 🙂' } });
	});
});

/** The values that a dropdown offers, found by the names of the fields that lead to it. */
function choicesAt(properties: INodeProperties[], [name, ...rest]: string[]): string[] {
	const { options = [] } = properties.find((property) => property.name === name) ?? {};
	if (rest.length === 0) {
		return options.flatMap((option) =>
			'value' in option && option.value ? String(option.value) : [],
		);
	}
	const [first] = options;
	return 'values' in first
		? choicesAt(first.values, rest.slice(1))
		: choicesAt(options as INodeProperties[], rest);
}
