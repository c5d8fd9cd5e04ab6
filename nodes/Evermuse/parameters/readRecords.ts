import { attempt, isError } from 'lodash';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { ItemResult, Json } from '../../shared/logic/itemResult';
import type { Issue } from '../../shared/logic/reply';
import { parameterReader } from '../../shared/parameterReader';
import { applyDefaults } from '../logic/applyDefaults';
import { checkRecord } from '../logic/checkRecord';
import { invalidRecord, nameInRecord } from '../logic/invalidRecord';
import type { MeasuredRecord, PackedRecord } from '../logic/packBatches';
import { measureRecord } from '../logic/packBatches';
import { fail } from '../logic/recordFate';
import { serializeRecord } from '../logic/serializeRecord';
import { readDefaults } from './readDefaults';
import type { RecordForm } from './readRecordForm';
import { readRecordForm, recordForm } from './readRecordForm';
import type { RecordsOfItem } from './readRecordJson';
import { readRecordJson } from './readRecordJson';

type RecordSource = 'fields' | 'input' | 'json';

/** How the form names what the API names otherwise, for messages to people who filled in the form. */
const FORM_LABELS: Record<string, string> = {
	_attachments: 'Attachments',
	_event_at: 'Event Time',
	_nature: 'Nature',
	_participants: 'Participants',
	_pii: 'Personal Information',
	_product_id: 'Product ID',
	_project_ids: 'Project IDs',
	_schema_version: 'Schema Version',
	_tags: 'Tags',
	_thread_id: 'Thread ID',
	_type: 'Type',
	_vendor_ids: 'Vendor IDs',
	data: 'Data',
};

/**
 * The input items as records ready to send, each written once. Nothing is sent here.
 *
 * @param check whether each record must hold to Evermuse's schema
 */
export function readRecords(
	context: IExecuteFunctions,
	check: boolean,
): { records: PackedRecord[]; invalid: ItemResult[] } {
	const records: PackedRecord[] = [];
	const invalid: ItemResult[] = [];
	const form = recordForm(context, parameterReader(context));
	context.getInputData().forEach((_item, itemIndex) => {
		const source = form.readParameter<RecordSource>('recordSource', itemIndex);
		const nameField = source === 'fields' ? nameInForm : nameInRecord;
		// n8n throws where an expression cannot be worked out. That is this item's fate, not the run's.
		const attempted = attempt(() => readItem(form, source, itemIndex));
		const read = isError(attempted) ? { issues: [unresolved(attempted)] } : attempted;
		const outcomes =
			'issues' in read ? [read] : read.records.map((record) => packRecord(record, check));
		outcomes.forEach((outcome, recordIndex) => {
			const origin = outcomes.length > 1 ? { itemIndex, recordIndex } : { itemIndex };
			if ('issues' in outcome) invalid.push(fail(origin, invalidRecord(outcome.issues, nameField)));
			else records.push({ ...origin, ...outcome });
		});
	});
	return { records, invalid };
}

const unresolved = ({ message }: Error): Issue => ({
	path: '',
	message: `cannot be made, because an expression could not be worked out: ${message}`,
});

function readItem(form: RecordForm, source: RecordSource, itemIndex: number): RecordsOfItem {
	if (source === 'fields') return readRecordForm(form, itemIndex);
	const read: RecordsOfItem =
		source === 'json'
			? readRecordJson(form.readParameter('recordJson', itemIndex))
			: { records: [form.items[itemIndex].json] };
	if ('issues' in read) return read;
	const defaults = readDefaults(form.readParameter, itemIndex);
	return { records: read.records.map((record) => applyDefaults(record, defaults)) };
}

function packRecord(record: unknown, check: boolean): MeasuredRecord | { issues: Issue[] } {
	if (typeof record !== 'object' || record === null || Array.isArray(record)) {
		return { issues: [{ path: '', message: 'is not a JSON object' }] };
	}
	const written = serializeRecord(record);
	if ('issues' in written) return written;
	// What is checked is what goes over the wire: a Date is text there, and `undefined` is gone.
	const wire = JSON.parse(written.text) as Json;
	const issues = check ? checkRecord(wire) : [];
	return issues.length > 0 ? { issues } : measureRecord(wire, written.text);
}

/** `_participants[0].email` as "'Participants' (entry 1, email)". */
function nameInForm(path: string): string {
	const [field] = path.split(/[.[]/);
	const label = FORM_LABELS[field];
	if (label === undefined) return nameInRecord(path);
	const rest = path
		.slice(field.length)
		.replace(/\[(\d+)\]/g, (_match, index: string) => `, entry ${Number(index) + 1}`)
		.replace(/\./g, ', ')
		.replace(/^, /, '');
	return rest ? `'${label}' (${rest})` : `'${label}'`;
}
