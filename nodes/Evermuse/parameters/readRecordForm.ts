import type {
	AssignmentCollectionValue,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import type { Json } from '../../shared/logic/itemResult';
import { placeIn } from '../../shared/logic/placeIn';
import { readInstant } from '../../shared/logic/readInstant';
import { rememberLast } from '../../shared/logic/rememberLast';
import type { Issue } from '../../shared/logic/reply';
import type { ReadParameter } from '../../shared/parameterReader';
import { readAssignments } from '../../shared/readAssignments';
import { readJson } from '../../shared/readJson';
import type { RecordDefaults } from '../logic/applyDefaults';
import { defaultsReader } from './readDefaults';
import type { RecordsOfItem } from './readRecordJson';
import { readTextList } from './readTextList';

/** What a fixed collection holds: rows under the name of its one kind of entry. */
type Rows<Kind extends string> = { [kind in Kind]?: Json[] };

/** What the form calls otherwise than the API. */
const API_NAMES: Record<string, string> = {
	containsEmail: 'contains_email',
	containsPhone: 'contains_phone',
	mimeType: 'mime_type',
	redactionStatus: 'redaction_status',
	sensitiveScore: 'sensitive_score',
	uploadIntentId: 'upload_intent_id',
	vendorUrl: 'vendor_url',
};

/** A form, ready to be read for one input item after the other. */
export interface RecordForm {
	items: readonly INodeExecutionData[];
	zone: string;
	readParameter: ReadParameter;
	readDefaults: (itemIndex: number) => RecordDefaults;
	readTags: (tags: unknown) => unknown[];
	readProjectIds: (projectIds: unknown) => unknown[];
	readPii: (pii: Json) => Json;
}

export const recordForm = (
	context: IExecuteFunctions,
	readParameter: ReadParameter,
): RecordForm => ({
	items: context.getInputData(),
	zone: context.getTimezone(),
	readParameter,
	readDefaults: defaultsReader(readParameter),
	// Mostly the same for each item.
	readTags: rememberLast(readTextList),
	readProjectIds: rememberLast(readTextList),
	readPii: rememberLast(readPii),
});

/** The record that the form describes for one input item. */
export function readRecordForm(form: RecordForm, itemIndex: number): RecordsOfItem {
	const read = <Value = unknown>(name: string, fallback?: unknown): Value =>
		form.readParameter<Value>(name, itemIndex, fallback);
	const issues: Issue[] = [];
	const required = (path: string, value: unknown): unknown => {
		const text = toText(value);
		if (isBlank(text)) issues.push({ path, message: 'is empty' });
		return text;
	};

	const { threadId, tags, schemaVersion, pii } = read<Json>('additionalFields', {});
	const { participant = [] } = read<Rows<'participant'>>('participants', {});
	const { attachment = [] } = read<Rows<'attachment'>>('attachments', {});
	const record = {
		_type: read('type'),
		_schema_version: isBlank(schemaVersion) ? '1.0.0' : toText(schemaVersion),
		_event_at: readEventAt(read('eventAt'), form.zone, issues),
		_vendor_ids: readVendorIds(read<Rows<'id'>>('vendorIds', {}), issues),
		_thread_id: isBlank(threadId) ? undefined : toText(threadId),
		_participants: unlessEmpty(
			participant.map((row, index) => ({
				...withoutBlanks(row),
				id: required(`_participants[${index}].id`, row.id),
			})),
		),
		// A number field cannot be empty, so 0 stands for a size that is not known.
		_attachments: unlessEmpty(
			attachment.map((row) => withoutBlanks({ ...row, size: row.size || undefined })),
		),
		_tags: unlessEmpty(form.readTags(tags)),
		_nature: read('nature'),
		_product_id: required('_product_id', read('productId')),
		_project_ids: form.readProjectIds(read('projectIds')),
		_pii: pii === undefined ? undefined : form.readPii(pii as Json),
		data: readData(form, itemIndex, issues),
	};
	return issues.length > 0 ? { issues } : { records: [record] };
}

function readEventAt(value: unknown, zone: string, issues: Issue[]): string | undefined {
	const instant = isBlank(value) ? { reason: 'is empty' } : readInstant(value, zone);
	if ('iso' in instant) return instant.iso;
	issues.push({ path: '_event_at', message: instant.reason });
	return undefined;
}

function readVendorIds({ id: rows = [] }: Rows<'id'>, issues: Issue[]): Json {
	const path = '_vendor_ids';
	const named: Array<[name: string, id: unknown]> = [];
	for (const row of rows) {
		const name = toText(row.key);
		const id = toText(row.value);
		if (isBlank(name) && isBlank(id)) continue;
		if (isBlank(name)) issues.push({ path, message: 'has an ID without a name' });
		if (isBlank(id)) issues.push({ path, message: `has no value for ${String(name)}` });
		named.push([String(name), id]);
	}
	if (named.length === 0) {
		issues.push({ path, message: 'needs at least one ID with a name and a value' });
	}
	const ids: Json = Object.fromEntries(named);
	if (Object.keys(ids).length < named.length) {
		const names = named.map(([name]) => name);
		const twice = names.find((name, index) => names.indexOf(name) !== index);
		issues.push({ path, message: `has ${String(twice)} more than once` });
	}
	return ids;
}

function readData(
	{ items, readParameter }: RecordForm,
	itemIndex: number,
	issues: Issue[],
): unknown {
	const mode = readParameter<'input' | 'fields' | 'json'>('dataMode', itemIndex);
	if (mode === 'input') return items[itemIndex].json;
	if (mode === 'json') {
		const read = readJson(readParameter('dataJson', itemIndex));
		if ('value' in read) return read.value;
		issues.push({ path: 'data', message: read.reason });
		return undefined;
	}
	const assigned = readParameter<AssignmentCollectionValue>('data', itemIndex, {});
	const { fields, issues: wrong } = readAssignments(assigned);
	issues.push(...wrong.map(({ path, message }) => ({ path: `data.${path}`, message })));
	const data: Json = {};
	for (const [name, value] of fields) placeIn(data, name, value);
	return data;
}

function readPii({ detectedEntities, ...rest }: Json): Json {
	const { entity = [] } = (detectedEntities ?? {}) as Rows<'entity'>;
	return { ...withoutBlanks(rest), detected_entities: unlessEmpty(entity.map(withoutBlanks)) };
}

/** A row as the API names it, without what was left empty. */
function withoutBlanks(row: Json): Json {
	const filled: Json = {};
	for (const [name, value] of Object.entries(row)) {
		if (!isBlank(value)) filled[API_NAMES[name] ?? name] = value;
	}
	return filled;
}

const isBlank = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** IDs come as numbers from spreadsheets; Evermuse takes text. */
const toText = (value: unknown): unknown =>
	typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : value;

const unlessEmpty = <Entry>(list: Entry[]): Entry[] | undefined =>
	list.length > 0 ? list : undefined;
