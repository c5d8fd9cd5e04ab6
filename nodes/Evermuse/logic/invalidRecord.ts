import { failureOf } from '../../shared/logic/readReply';
import type { Failure, Issue } from '../../shared/logic/reply';
import { EVERMUSE } from '../advice';

/** A field as it is called in the record. */
export const nameInRecord = (path: string): string => (path === '' ? 'The record' : `'${path}'`);

/**
 * Why a record is not sent: the first thing that is wrong with it, and then the others.
 *
 * @param nameField what the user calls the field at a path
 */
export function invalidRecord(issues: readonly Issue[], nameField = nameInRecord): Failure {
	const [first, ...others] = issues.map(({ path, message }) => `${nameField(path)} ${message}`);
	const more = others.length > 0 ? ` Also: ${others.join('; ')}.` : '';
	const { description } = EVERMUSE.advice.INVALID_RECORD;
	return failureOf(EVERMUSE, 'INVALID_RECORD', 'rejected', first, {
		issues: [...issues],
		description: description + more,
	});
}
