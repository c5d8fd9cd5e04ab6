import { get } from 'lodash';
import type { Issue } from '../../shared/logic/reply';
import { recordSchema } from '../schemas/record';

/**
 * What is wrong with a record by Evermuse's own schema; nothing if it may be sent.
 *
 * Each message stands behind the field's name: "is missing", "has more than 64 characters".
 */
export function checkRecord(record: unknown): Issue[] {
	const checked = recordSchema.safeParse(record);
	if (checked.success) return [];
	return checked.error.issues.flatMap((issue) => {
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
}

/** `['_participants', '0', 'email']` as `_participants[0].email`. */
const formatPath = (path: string[]): string =>
	path.reduce(
		(text, step) => (/^\d+$/.test(step) ? `${text}[${step}]` : text ? `${text}.${step}` : step),
		'',
	);
