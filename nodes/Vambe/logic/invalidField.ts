import { failureOf } from '../../shared/logic/readReply';
import type { Failure } from '../../shared/logic/reply';
import { VAMBE } from '../advice';

/**
 * A field of the form that must not be sent as it is.
 *
 * @param label the field's name in the form
 * @param reason what is wrong, behind the name
 */
export const invalidField = (label: string, reason: string): Failure =>
	failureOf(VAMBE, 'REJECTED', 'rejected', `'${label}' ${reason}`, {
		description: 'Nothing was sent for this item. Correct the field and run the node again.',
		issues: [{ path: label, message: reason }],
	});
