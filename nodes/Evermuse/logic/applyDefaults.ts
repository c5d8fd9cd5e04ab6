import { isEmpty, isNil } from 'lodash';
import type { Json } from '../../shared/logic/itemResult';

export interface RecordDefaults {
	type?: unknown;
	nature?: unknown;
	productId?: unknown;
	projectIds?: unknown[];
	schemaVersion?: unknown;
}

/** What the form calls the fields of a record that it can fill in. */
const FIELDS: Array<[field: string, name: keyof RecordDefaults]> = [
	['_type', 'type'],
	['_schema_version', 'schemaVersion'],
	['_nature', 'nature'],
	['_product_id', 'productId'],
	['_project_ids', 'projectIds'],
];

/** A record with what it lacks filled in. What it has stays as it is, even if it is wrong. */
export function applyDefaults(record: unknown, defaults: RecordDefaults): unknown {
	if (!isObject(record)) return record;
	const missing = missingFields(record, defaults);
	return isEmpty(missing) ? record : { ...record, ...missing };
}

/** The fields that a record lacks and the defaults have. `null` is no value. */
export function missingFields(record: Json, defaults: RecordDefaults): Json {
	const missing: Json = {};
	for (const [field, name] of FIELDS) {
		const value = defaults[name];
		if (isGiven(value) && isNil(record[field])) missing[field] = value;
	}
	return missing;
}

const isGiven = (value: unknown): boolean =>
	!isNil(value) && value !== '' && !(Array.isArray(value) && value.length === 0);

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
