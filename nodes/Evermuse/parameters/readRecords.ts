import type { IExecuteFunctions } from 'n8n-workflow';
import type { Issue } from '../../shared/logic/reply';
import { parameterReader } from '../../shared/parameterReader';
import { applyDefaults } from '../logic/applyDefaults';
import type { Examined } from '../logic/examineRecord';
import { invalidRecord, nameInRecord } from '../logic/invalidRecord';
import type { ReadRecord } from '../logic/packRecords';
import { fail } from '../logic/recordFate';
import { tooLarge } from '../logic/unsentRecord';
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
 * The records of the input items, one by one as they are asked for. Nothing is sent here.
 *
 * @param examine looks whether a record can be sent
 */
export function* readRecords(
	context: IExecuteFunctions,
	examine: (record: unknown) => Examined,
): Generator<ReadRecord> {
	const form = recordForm(context, parameterReader(context));
	for (let itemIndex = 0; itemIndex < form.items.length; itemIndex++) {
		const source = form.readParameter<RecordSource>('recordSource', itemIndex);
		const nameField = source === 'fields' ? nameInForm : nameInRecord;
		const read = readItem(form, source, itemIndex);
		if ('issues' in read) {
			yield fail({ itemIndex }, invalidRecord(read.issues, nameField));
			continue;
		}
		const { records } = read;
		for (let recordIndex = 0; recordIndex < records.length; recordIndex++) {
			const origin = records.length > 1 ? { itemIndex, recordIndex } : { itemIndex };
			const examined = examine(records[recordIndex]);
			if ('record' in examined) yield { origin, record: examined.record, text: examined.text };
			else if ('bytes' in examined) yield tooLarge({ ...origin, ...examined });
			else yield fail(origin, invalidRecord(examined.issues, nameField));
		}
	}
}

function readItem(form: RecordForm, source: RecordSource, itemIndex: number): RecordsOfItem {
	try {
		if (source === 'fields') return readRecordForm(form, itemIndex);
		const defaults = form.readDefaults(itemIndex);
		if (source === 'input')
			return { records: [applyDefaults(form.items[itemIndex].json, defaults)] };
		const read = readRecordJson(form.readParameter('recordJson', itemIndex));
		if ('issues' in read) return read;
		return { records: read.records.map((record) => applyDefaults(record, defaults)) };
	} catch (error) {
		// n8n throws where an expression cannot be worked out. That is this item's fate, not the run's.
		return { issues: [unresolved(error as Error)] };
	}
}

const unresolved = ({ message }: Error): Issue => ({
	path: '',
	message: `cannot be made, because an expression could not be worked out: ${message}`,
});

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
