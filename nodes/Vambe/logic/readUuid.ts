import { uuidSchema } from '../schemas/event';
import { asText } from './asText';

/**
 * An ID of Vambe, checked before it becomes part of an address.
 *
 * @returns nothing if it is empty; otherwise the ID, or what is wrong with it
 */
export function readUuid(given: unknown): { value?: string } | { reason: string } {
	const text = asText(given);
	if (text === undefined) return {};
	const checked = uuidSchema.safeParse(text);
	return checked.success ? { value: checked.data } : { reason: checked.error.issues[0].message };
}
