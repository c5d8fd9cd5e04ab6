import { isNil, omitBy } from 'lodash';
import type { Json } from '../../shared/logic/itemResult';

export interface RecordDefaults {
	type?: unknown;
	nature?: unknown;
	productId?: unknown;
	projectIds?: unknown[];
	schemaVersion?: unknown;
}

/** A record with what it lacks filled in. What it has stays as it is, even if it is wrong. */
export const applyDefaults = (record: unknown, defaults: RecordDefaults): unknown =>
	isObject(record) ? { ...record, ...missingFields(record, defaults) } : record;

/** The fields that a record lacks and the defaults have. `null` is no value. */
export const missingFields = (record: Json, defaults: RecordDefaults): Json =>
	omitBy(
		{
			_type: defaults.type,
			_schema_version: defaults.schemaVersion,
			_nature: defaults.nature,
			_product_id: defaults.productId,
			_project_ids: defaults.projectIds,
		},
		(value, field) => isEmpty(value) || !isNil(record[field]),
	);

const isEmpty = (value: unknown): boolean =>
	isNil(value) || value === '' || (Array.isArray(value) && value.length === 0);

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
