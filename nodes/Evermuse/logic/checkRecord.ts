import { get, isEmpty, isPlainObject } from 'lodash';
import type { ZodError } from 'zod';
import type { Issue } from '../../shared/logic/reply';
import { recordRule } from '../schemas/record';

const NO_VENDOR_IDS: Issue = { path: '_vendor_ids', message: 'has no entry' };

/**
 * What is wrong with a record by Evermuse's own schema; nothing if it may be sent.
 *
 * Each message stands behind the field's name: "is missing", "has more than 64 characters".
 */
export function checkRecord(record: unknown): Issue[] {
	if (recordRule.accepts(record)) return [];
	const checked = recordRule.schema.safeParse(record);
	const ids: unknown = checked.success ? checked.data._vendor_ids : get(record, '_vendor_ids');
	const noIds = isPlainObject(ids) && isEmpty(ids) ? [NO_VENDOR_IDS] : [];
	return checked.success ? noIds : [...noIds, ...issuesOf(checked.error, record)];
}

const issuesOf = ({ issues }: ZodError, record: unknown): Issue[] =>
	issues.flatMap((issue) => {
		const path = issue.path.map(String);
		if (issue.code === 'unrecognized_keys') {
			return issue.keys.map((key) => ({
				path: formatPath([...path, key]),
				message: 'is not a field that Evermuse knows',
			}));
		}
		const isMissing = path.length > 0 && get(record, path) === undefined;
		return [{ path: formatPath(path), message: isMissing ? 'is missing' : issue.message }];
	});

/** `['_participants', '0', 'email']` as `_participants[0].email`. */
const formatPath = (path: string[]): string =>
	path.reduce(
		(text, step) => (/^\d+$/.test(step) ? `${text}[${step}]` : text ? `${text}.${step}` : step),
		'',
	);
