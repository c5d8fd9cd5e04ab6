import type { AssignmentCollectionValue } from 'n8n-workflow';
import type { Json } from '../../shared/logic/itemResult';
import type { ReadParameter } from '../../shared/parameterReader';
import { readAssignments } from '../../shared/readAssignments';
import type { UpsertForm } from '../logic/buildUpsert';
import type { FieldFault } from '../logic/invalidFields';
import { readJsonObject } from './readJsonObject';

/** The form of Create or Update for one input item, with what could not be read of it. */
export function readUpsertForm(
	readParameter: ReadParameter,
	itemIndex: number,
): { form: UpsertForm; faults: FieldFault[] } {
	// Fields of another type of channel are not there.
	const read = (name: string) => readParameter(name, itemIndex, '');
	const { name, email, stageId, agentId, metadata, metadataJson, customFields } = read(
		'additionalFields',
	) as Json;

	const faults: FieldFault[] = [];
	const readFields = (label: string, assigned: unknown) => {
		const { fields, issues } = readAssignments((assigned ?? {}) as AssignmentCollectionValue);
		faults.push(...issues.map(({ path, message }) => ({ label, entry: path, message })));
		return fields;
	};
	const json = readJsonObject(metadataJson, '{ "source": "landing-page" }');
	if ('reason' in json) faults.push({ label: 'Metadata (JSON)', message: json.reason });

	const form: UpsertForm = {
		channelType: read('channelType'),
		channelPhone: valueOf(read('channelPhone')),
		contactPhone: read('contactPhone'),
		channelId: read('channelId'),
		externalUserId: read('externalUserId'),
		name,
		email,
		stageId: valueOf(stageId),
		agentId: valueOf(agentId),
		metadata: [...readFields('Metadata', metadata), ...('entries' in json ? json.entries : [])],
		customFields: readFields('Custom Fields', customFields),
	};
	return { form, faults };
}

/** What was chosen or typed in a resource locator. A workflow written by hand may hold the value alone. */
const valueOf = (locator: unknown): unknown =>
	typeof locator === 'object' && locator !== null
		? (locator as Partial<{ value: unknown }>).value
		: locator;
