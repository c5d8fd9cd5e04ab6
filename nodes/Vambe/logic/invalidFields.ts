import { failureOf } from '../../shared/logic/readReply';
import type { Failure } from '../../shared/logic/reply';
import { VAMBE } from '../advice';

/** Something wrong with a field of the form. */
export interface FieldFault {
	/** The field's name in the form. */
	label: string;
	/** Which of its entries it is, where it has several. */
	entry?: string;
	/** What is wrong, behind the name. */
	message: string;
}

/** Fields of the form, at least one, that must not be sent as they are. */
export function invalidFields(faults: readonly FieldFault[]): Failure {
	const [first, ...others] = faults.map(({ label, entry, message }) =>
		entry === undefined ? `'${label}' ${message}` : `'${entry}' in '${label}' ${message}`,
	);
	const more = others.length > 0 ? ` Also: ${others.join('; ')}.` : '';
	return failureOf(VAMBE, 'REJECTED', 'rejected', first, {
		description: VAMBE.advice.INVALID_EVENT.description + more,
		issues: faults.map(({ label, entry, message }) => ({
			path: entry === undefined ? label : `${label}.${entry}`,
			message,
		})),
	});
}
