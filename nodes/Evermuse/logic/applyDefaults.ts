import type { Json } from '../../shared/logic/itemResult';

export interface RecordDefaults {
	type?: unknown;
	nature?: unknown;
	productId?: unknown;
	projectIds?: unknown[];
	schemaVersion?: unknown;
}

/** A record with what it lacks filled in. What it has stays as it is, even if it is wrong. */
export function applyDefaults(record: unknown, defaults: RecordDefaults): unknown {
	if (typeof record !== 'object' || record === null || Array.isArray(record)) return record;
	const complete: Json = { ...record };
	const fill = (field: string, value: unknown) => {
		const isGiven = value !== undefined && value !== '' && !(Array.isArray(value) && !value.length);
		if (isGiven && (complete[field] === undefined || complete[field] === null)) {
			complete[field] = value;
		}
	};
	fill('_type', defaults.type);
	fill('_schema_version', defaults.schemaVersion);
	fill('_nature', defaults.nature);
	fill('_product_id', defaults.productId);
	fill('_project_ids', defaults.projectIds);
	return complete;
}
