import { attempt, isError } from 'lodash';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { ItemResult, Json, Origin } from '../../shared/logic/itemResult';
import { failureOf } from '../../shared/logic/readReply';
import type { Failure, Issue } from '../../shared/logic/reply';
import { EVERMUSE } from '../advice';
import { applyDefaults } from '../logic/applyDefaults';
import { checkRecord } from '../logic/checkRecord';
import type { PackedRecord } from '../logic/packBatches';
import { fail } from '../logic/recordFate';
import { serializeRecord } from '../logic/serializeRecord';
import { readRecordForm } from './readRecordForm';
import type { RecordsOfItem } from './readRecordJson';
import { readRecordJson } from './readRecordJson';
import { readTextList } from './readTextList';

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
	context.getInputData().forEach((_item, itemIndex) => {
		const source = context.getNodeParameter('recordSource', itemIndex) as RecordSource;
		// n8n throws where an expression cannot be worked out. That is this item's fate, not the run's.
		const attempted = attempt(() => readItem(context, source, itemIndex));
		const read = isError(attempted) ? { issues: [unresolved(attempted)] } : attempted;
		const outcomes =
			'issues' in read ? [read] : read.records.map((record) => packRecord(record, check));
		outcomes.forEach((outcome, recordIndex) => {
			const origin = outcomes.length > 1 ? { itemIndex, recordIndex } : { itemIndex };
			if ('issues' in outcome) invalid.push(fail(origin, invalidRecord(outcome.issues, source)));
			else records.push({ ...origin, ...outcome });
		});
	});
	return { records, invalid };
}

const unresolved = ({ message }: Error): Issue => ({
	path: '',
	message: `cannot be made, because an expression could not be worked out: ${message}`,
});

function readItem(
	context: IExecuteFunctions,
	source: RecordSource,
	itemIndex: number,
): RecordsOfItem {
	if (source === 'fields') return readRecordForm(context, itemIndex);
	const read: RecordsOfItem =
		source === 'json'
			? readRecordJson(context.getNodeParameter('recordJson', itemIndex))
			: { records: [context.getInputData()[itemIndex].json] };
	if ('issues' in read) return read;
	const { projectIds, ...defaults } = context.getNodeParameter('defaults', itemIndex, {}) as Json;
	const complete = { ...defaults, projectIds: readTextList(projectIds) };
	return { records: read.records.map((record) => applyDefaults(record, complete)) };
}

function packRecord(
	record: unknown,
	check: boolean,
): Omit<PackedRecord, keyof Origin> | { issues: Issue[] } {
	if (typeof record !== 'object' || record === null || Array.isArray(record)) {
		return { issues: [{ path: '', message: 'is not a JSON object' }] };
	}
	const written = serializeRecord(record);
	if ('issues' in written) return written;
	// What is checked is what goes over the wire: a Date is text there, and `undefined` is gone.
	const wire = JSON.parse(written.text) as Json;
	const issues = check ? checkRecord(wire) : [];
	if (issues.length > 0) return { issues };
	return {
		type: String(wire._type),
		productId: String(wire._product_id),
		eventAt: String(wire._event_at),
		vendorIds: wire._vendor_ids,
		text: written.text,
		bytes: Buffer.byteLength(written.text),
	};
}

function invalidRecord(issues: Issue[], source: RecordSource): Failure {
	const sentences = issues.map(({ path, message }) => `${nameField(path, source)} ${message}`);
	const [first, ...others] = sentences;
	const more = others.length > 0 ? ` Also: ${others.join('; ')}.` : '';
	const { description } = EVERMUSE.advice.INVALID_RECORD;
	return failureOf(EVERMUSE, 'INVALID_RECORD', 'rejected', first, {
		issues,
		description: description + more,
	});
}

/** `_participants[0].email` as "'Participants' (entry 1, email)", or as it is in the record. */
function nameField(path: string, source: RecordSource): string {
	if (path === '') return 'The record';
	const [field] = path.split(/[.[]/);
	const label = FORM_LABELS[field];
	if (source !== 'fields' || label === undefined) return `'${path}'`;
	const rest = path
		.slice(field.length)
		.replace(/\[(\d+)\]/g, (_match, index: string) => `, entry ${Number(index) + 1}`)
		.replace(/\./g, ', ')
		.replace(/^, /, '');
	return rest ? `'${label}' (${rest})` : `'${label}'`;
}
