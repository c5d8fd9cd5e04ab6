import type { Failure } from '../../shared/logic/reply';
import { invalidFields } from './invalidFields';

/**
 * A field of the form that must not be sent as it is.
 *
 * @param label the field's name in the form
 * @param reason what is wrong, behind the name
 */
export const invalidField = (label: string, reason: string): Failure =>
	invalidFields([{ label, message: reason }]);
