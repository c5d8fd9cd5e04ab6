import { isEmpty, isNil, omitBy } from 'lodash';
import type { Json } from '../../shared/logic/itemResult';

/** What is filled in where a record lacks it, by the record's own names. */
export type RecordDefaults = Readonly<Json>;

/** The defaults as the form calls them. What was left empty is none. */
export const recordDefaults = (form: {
	type?: unknown;
	nature?: unknown;
	productId?: unknown;
	projectIds?: unknown[];
	schemaVersion?: unknown;
}): RecordDefaults =>
	omitBy(
		{
			_type: form.type,
			_schema_version: form.schemaVersion,
			_nature: form.nature,
			_product_id: form.productId,
			_project_ids: form.projectIds,
		},
		(value) => isNil(value) || value === '' || (Array.isArray(value) && isEmpty(value)),
	);

/** A record with what it lacks filled in. What it has stays as it is, even if it is wrong. */
export function applyDefaults(record: unknown, defaults: RecordDefaults): unknown {
	if (!isObject(record)) return record;
	const missing = missingFields(record, defaults);
	return isEmpty(missing) ? record : { ...record, ...missing };
}

/** The fields that a record lacks and the defaults have. `null` is no value. */
export function missingFields(record: Json, defaults: RecordDefaults): Json {
	const missing: Json = {};
	for (const field in defaults) {
		if (isNil(record[field])) missing[field] = defaults[field];
	}
	return missing;
}

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
